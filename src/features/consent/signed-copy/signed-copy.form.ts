import { form, text, upload } from '../../../web/form.ts'

export const signedCopyForm = form({
  formReference: text({
    ask: 'Which form is it?',
    hint: 'The name or number that stands on the form.',
    missing: 'Write which form it is',
    max: 200,
  }),
  formVersion: text({
    ask: 'Which version?',
    hint: 'The date or number at the foot of the form.',
    missing: 'Write which version it is',
    max: 100,
  }),
  file: upload({
    ask: 'The signed copy',
    hint: 'A PDF, or a photo as JPEG or PNG, of 10 MB or less. Several pages: add them one after the other.',
    missing: 'Choose the file with the signed copy',
    types: ['application/pdf', 'image/jpeg', 'image/png'],
  }),
})

export const setAsideForm = form({
  reason: text({
    ask: 'Why does it not belong here?',
    hint: 'Such as: it is the form of somebody else.',
    missing: 'Say why it does not belong here',
    max: 4_000,
  }),
})
