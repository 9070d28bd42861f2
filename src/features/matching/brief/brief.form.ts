import { form, text } from '../../../web/form.ts'
import { type Kept, neutral } from '../../people/index.ts'

/** What is written before they meet. @param again whether there is one already */
export const briefForm = (kept: Kept, again: boolean) => {
  const check = neutral(kept)
  return form(
    {
      whereToMeet: text({
        ask: 'Where is it good to meet, and where not?',
        hint: 'No address and no school. Such as: the café by the library; not near the station.',
        missing: 'Say where it is good to meet, and where not',
        max: 2_000,
        check,
      }),
      notAloneWith: text({
        ask: 'Who should they not be left alone with?',
        hint: 'In plain, neutral words. Such as: leave together if the man with the blue scooter comes. If nobody, say so.',
        missing: 'Say who they should not be left alone with, or that there is nobody',
        max: 2_000,
        check,
      }),
      whatIf: text({
        ask: 'What to do if it does not go to plan',
        hint: 'Such as: if they do not come, wait ten minutes, then ring me. If they want to leave, let them.',
        missing: 'Say what to do if it does not go to plan',
        max: 2_000,
        check,
      }),
      health: text({
        ask: 'What must the adult know about their health?',
        hint: 'Such as: has an inhaler in the bag. If nothing, say so.',
        missing: 'Say what the adult must know about their health, or that there is nothing',
        max: 2_000,
        check,
      }),
      emergencyContact: text({
        ask: 'Whom to ring at once if there is an emergency',
        hint: 'After 999. A name and a number that is answered.',
        missing: 'Say whom to ring at once',
        max: 500,
        check,
      }),
      whyAgain: text({
        ask: 'What has changed?',
        hint: 'For professionals. The telephone does not show it.',
        max: 2_000,
      }),
    },
    value => (again && !value.whyAgain ? { whyAgain: 'Say what has changed' } : {}),
  )
}
