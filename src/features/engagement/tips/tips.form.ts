import { form, text } from '../../../web/form.ts'

export const tipsForm = form({
  says: text({
    ask: 'What helps when you try to reach a young person?',
    hint: 'Stands beside the form of everybody here who tries. Leave it empty to show nothing. Name nobody.',
    max: 10_000,
  }),
})
