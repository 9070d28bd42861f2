import { z } from 'zod'
import { day, repeats, source, words } from '../../platform/config-fields.ts'
import { type BankHolidays, type Day, isWorkingDay } from '../../platform/working-days.ts'

/** The bank holidays of England, one file for all areas. */
export const bankHolidaysSchema = z
  .strictObject({
    source,
    from: day.describe('First day this list covers.'),
    until: day.describe('Last day this list covers. After it, clocks count bank holidays as working days.'),
    days: z.array(z.strictObject({ on: day, name: words, note: words.optional() })).min(1),
  })
  .superRefine((file, context) => {
    const fault = (at: number, message: string) =>
      context.addIssue({ code: 'custom', path: ['days', at, 'on'], message, input: file })
    for (const { at, value } of repeats(file.days, item => item.on)) fault(at, `${value} stands twice`)
    file.days.forEach(({ on }, at) => {
      if (on < file.from || on > file.until) fault(at, `${on} is outside the days this list covers`)
      if (isWeekend(on)) fault(at, `${on} is a Saturday or Sunday; give the substitute day`)
    })
  })

const isWeekend = (on: Day): boolean => !isWorkingDay(on, { from: on, until: on, days: new Set() })

/** The list as clocks take it. */
export const toBankHolidays = (file: z.infer<typeof bankHolidaysSchema>): BankHolidays => ({
  from: file.from,
  until: file.until,
  days: new Set(file.days.map(item => item.on)),
})
