import { choice, form, text } from '../../../web/form.ts'
import { codeLists, codeOptions } from '../../areas/index.ts'
import { writtenIn } from '../codes.ts'

/** Kinds that say the same from both sides. One link speaks for both, so no other kind holds between two records. */
const bothWays: ReadonlySet<string> = new Set([
  'brother-or-sister',
  'half-or-step-sibling',
  'cousin',
  'other-relative',
  'friend',
  'boyfriend-or-girlfriend',
  'family-friend',
  'neighbour',
  'other',
  writtenIn,
])

export function linkForm(today: string) {
  const offered = codeOptions(codeLists(), 'relationship-kind', today).filter(
    option => option.group !== 'Professionals',
  )
  const fields = {
    reference: text({
      ask: 'Their reference',
      hint: 'It stands at the top of their record.',
      max: 20,
    }),
    words: text({
      ask: 'Or, if they have no record here: who they are',
      hint: 'Such as: her half-brother Sam, 9, lives in Leeds.',
      max: 500,
    }),
    kind: choice({
      ask: 'What are they to this young person?',
      missing: 'Choose what they are to this young person',
      options: { ...Object.fromEntries(offered.map(({ code, name }) => [code, name])), [writtenIn]: 'Something else' },
    }),
    kindWords: text({ ask: 'What is it, if something else?', max: 100 }),
    note: text({ ask: 'What else must be known? (optional)', max: 4_000 }),
  }
  return form(fields, value => ({
    ...(!value.reference === !value.words && 'words' in value
      ? { reference: 'Give their reference, or say in words who they are' }
      : {}),
    ...(value.reference && value.kind && !bothWays.has(value.kind)
      ? { kind: 'This is true one way round only. Choose “Another relative” or “Something else”' }
      : {}),
    ...(value.kind === writtenIn && !value.kindWords ? { kindWords: 'Write what they are to this young person' } : {}),
  }))
}
