/** What helpers of the tests leave behind goes when the test, or its file, is over. */
type Work = () => unknown
const waiting: Record<'test' | 'file', Work[]> = { test: [], file: [] }

export const whenTestIsOver = (work: Work): void => void waiting.test.push(work)
export const whenFileIsOver = (work: Work): void => void waiting.file.push(work)

/** Does what waits: what was begun last ends first. */
export async function tidyUp(after: 'test' | 'file'): Promise<void> {
  for (const work of waiting[after].splice(0).reverse()) await work()
}
