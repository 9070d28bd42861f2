import { choice, form, text } from '../../../web/form.ts'

/** @param many what of the area speaks for many */
export const addOneForm = (many: readonly { readonly id: string; readonly name: string }[]) =>
  form({
    many: choice({
      ask: 'What is it?',
      missing: 'Choose what it is',
      options: Object.fromEntries(many.map(all => [all.id, all.name])) as Record<string, string>,
    }),
    name: text({
      ask: 'Its name',
      hint: 'As families know it.',
      missing: 'Write its name',
      max: 100,
      check: value => (/[\p{L}\p{N}]/u.test(value) ? undefined : 'Write its name in letters'),
    }),
  })
