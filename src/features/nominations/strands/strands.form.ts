import { choice, form, text } from '../../../web/form.ts'
import { acceptForm } from '../consider/decide.form.ts'
import { type Choosable, strandEndings } from '../panel.ts'

/** Adding a strand asks what accepting asks about the service. */
export const addStrandForm = (choices: readonly Choosable[]) => {
  const { service, reason, differentReason } = acceptForm(choices).fields
  return form({ service, reason, differentReason })
}
export type AddStrandFields = ReturnType<typeof addStrandForm>['fields']

export const endStrandForm = form({
  kind: choice({ ask: 'Why does this strand end?', missing: 'Choose why it ends', options: strandEndings }),
  reason: text({
    ask: 'Say more about why',
    hint: 'The case-holder reads this. The young person may read it one day.',
    missing: 'Say why it ends',
    max: 10_000,
  }),
})
