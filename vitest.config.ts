import { defineConfig } from 'vitest/config'

export default defineConfig({
  // The same transform src/platform/jsx.js gives Node: JSX is Preact's, made automatically.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: './test/global-setup.ts',
    setupFiles: './test/tidy.ts',
    pool: 'forks',
    maxWorkers: 2,
    // No test may lean on another having run before it.
    sequence: { shuffle: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,test,bench,trial,scripts}/**/*.test.{ts,tsx}'],
          // A hundred files begin by loading the whole program: once for each worker, not once for each file. What a file
          // replaces, it puts back.
          isolate: false,
          testTimeout: 15_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
