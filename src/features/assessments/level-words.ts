/** Levels of a risk assessment, in words. */
export const levelWords: Readonly<Record<string, string>> = {
  none: 'No risk seen',
  emerging: 'Emerging risk',
  moderate: 'Moderate risk',
  significant: 'Significant risk',
}
