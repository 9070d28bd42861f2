/**
 * Areas, their services and forums, and the code lists: all of it data from the configuration folder.
 * Used by every feature that asks who delivers what, who matches, which clock runs, or what a code is called.
 * Owns: area, service, service_requirement, agency, team; and the files in config/areas, config/code-lists and the bank holidays.
 */
export type { Area, AreaAgency, AreaClock, AreaForum, ClockKey, PaperPicture } from './area.ts'
export {
  type CodeItem,
  type CodeList,
  type CodeListKey,
  type CodeLists,
  type CodeOption,
  codeAllowed,
  codeListKeys,
  codeName,
  codeOptions,
  codesOfNames,
  loadCodeLists,
  namesOfCodes,
  type ThreeAnswer,
  threeAnswers,
} from './code-lists.ts'
export { jsonSchemas, jsonSchemaText } from './json-schemas.ts'
export { type Areas, loadAreas, yamlFiles } from './load-areas.ts'
export { loadAreasInto } from './load-into-database.ts'
export { areaOf, areas, codeLists, rulesOf, serviceName, startAreas } from './registry.ts'
export type { AreaService, Limb, Need, Requirement } from './service.ts'
export {
  type AgencyKind,
  agencyKinds,
  type DiscussionKind,
  type Matcher,
  type Modality,
  type RequirementKind,
  type RiskKind,
  riskKinds,
  type Supervisor,
  type WorkerKind,
} from './words.ts'
