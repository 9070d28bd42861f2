export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The parts of Vitest's JSON report that are read here. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly File[]
}

interface File {
  readonly status: string
  readonly assertionResults: readonly { readonly status: string }[]
}

/** Counts what a run reported; no report counts nothing. A file that could not even be loaded counts as one failure. */
export function countsIn(text: string | undefined): Count {
  if (text === undefined) return { passed: 0, failed: 0, skipped: 0 }
  // Written by the Vitest our lockfile pins, in the shape above.
  const report = JSON.parse(text) as Report
  const broken = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
