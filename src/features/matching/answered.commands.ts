import { done, notFound, type Outcome, refused } from '../../platform/outcome.ts'

/** What a function of the database answered, as an outcome; what was done is written down. */
export async function answered<Why extends string>(
  answer: 'done' | 'gone' | Why,
  write: () => Promise<void>,
): Promise<Outcome<Why>> {
  if (answer === 'gone') return notFound()
  if (answer !== 'done') return refused(answer as Why)
  await write()
  return done()
}
