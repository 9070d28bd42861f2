import { choice, form, text } from '../../../web/form.ts'
import { individualKinds, responsibilities } from '../consent.ts'

const about = {
  name: text({
    ask: 'What is their name?',
    hint: 'Of a council, who answers for it.',
    missing: 'Write their name',
    max: 200,
  }),
  relation: text({
    ask: 'What are they to the young person?',
    hint: 'Such as: mother, grandfather, foster carer.',
    max: 200,
  }),
  responsibility: choice({
    ask: 'Do they have parental responsibility?',
    hint: 'The right to decide for a child, by birth, agreement or a court. Ask if you are not sure.',
    missing: 'Say whether they have it',
    options: responsibilities,
  }),
}

/** What a kind of individual can have: a council is asked because it has it, somebody of the network decides nothing. */
const fits = (kind: string | undefined, responsibility: string | undefined) => ({
  ...(kind === 'council' && responsibility && responsibility !== 'yes'
    ? { responsibility: 'A council is asked only where it has parental responsibility' }
    : {}),
  ...(kind === 'network member' && responsibility && responsibility !== 'no'
    ? { responsibility: 'Somebody with parental responsibility is a parent or carer' }
    : {}),
})

export const addIndividualForm = form(
  { kind: choice({ ask: 'Who is it?', missing: 'Say who it is', options: individualKinds }), ...about },
  value => fits(value.kind, value.responsibility),
)

export const changeIndividualForm = (kind: string) => form(about, value => fits(kind, value.responsibility))
