import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BankHolidays } from '../../platform/working-days.ts'
import { ConfigurationError, type Fault, type FaultAt, loadYaml } from '../../platform/yaml-config.ts'
import { type Area, areaSchema } from './area.ts'
import { bankHolidaysSchema, toBankHolidays } from './bank-holidays.ts'

/** Every area of this installation, in the order of their names, and the bank holidays they share. */
export type Areas = {
  readonly all: readonly Area[]
  readonly byKey: ReadonlyMap<string, Area>
  readonly byId: ReadonlyMap<string, Area>
  readonly bankHolidays: BankHolidays
}

/**
 * Reads every file in `areas/` of the configuration folder: adding a file adds an area.
 * @throws ConfigurationError with every fault of every file.
 */
export function loadAreas(configDir: string): Areas {
  const faults: Fault[] = []
  const read: { area: Area; faultAt: FaultAt }[] = []

  for (const path of yamlFiles(join(configDir, 'areas'))) {
    const loaded = loadYaml(path, areaSchema)
    if (!loaded.ok) {
      faults.push(...loaded.faults)
      continue
    }
    read.push({ area: loaded.value, faultAt: loaded.faultAt })
    if (basename(path, '.yaml') !== loaded.value.key) {
      faults.push(loaded.faultAt(['key'], `must be the name of the file, "${basename(path, '.yaml')}"`))
    }
  }
  faults.push(...betweenAreas(read))
  if (read.length === 0 && faults.length === 0) {
    faults.push({ file: join(configDir, 'areas'), line: 0, field: '', message: 'holds no area; add one .yaml file' })
  }

  const holidays = loadYaml(join(configDir, 'bank-holidays-england.yaml'), bankHolidaysSchema)
  if (!holidays.ok) faults.push(...holidays.faults)
  if (faults.length > 0 || !holidays.ok) throw new ConfigurationError(faults)

  const all = read.map(({ area }) => area).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  return {
    all,
    byKey: new Map(all.map(area => [area.key, area])),
    byId: new Map(all.map(area => [area.id, area])),
    bankHolidays: toBankHolidays(holidays.value),
  }
}

/** The .yaml files of a folder, in the order of their names; none where there is no such folder. */
export function yamlFiles(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => join(folder, name))
}

function betweenAreas(read: readonly { area: Area; faultAt: FaultAt }[]): Fault[] {
  const faults: Fault[] = []
  const keys = new Set(read.map(({ area }) => area.key))
  const taken = new Map<string, string>()
  const claim = (value: string, area: Area, fault: (other: string) => Fault) => {
    const other = taken.get(value)
    if (other !== undefined && other !== area.key) faults.push(fault(other))
    else taken.set(value, area.key)
  }
  for (const { area, faultAt } of read) {
    claim(area.id, area, other => faultAt(['id'], `is already the id of ${other}; make a new one`))
    area.gssCodes.forEach((gss, at) => {
      claim(gss.code, area, other => faultAt(['gssCodes', at, 'code'], `is already a code of ${other}`))
    })
    area.partnerAreas.forEach((partner, at) => {
      if (partner !== area.key && !keys.has(partner)) {
        faults.push(faultAt(['partnerAreas', at], `there is no area "${partner}"`))
      }
    })
  }
  return faults
}
