import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that go over the whole program, and take a minute or more each. */
const long =
  /\/(canaries|bad-input|start|every-page|taken-phone|access\/(sweep|matrix|mutants)|every-page\/looks|pathway|forum-pages)\.test\.ts$/

/** By chance, because no test may lean on another having run before it; the long ones first, or one of them ends alone. */
class ByChance extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = new Map(files.map(file => [file, Math.random() - Number(long.test(file.moduleId))]))
    return files.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  }
}

export default defineConfig({
  // The same transform src/platform/jsx.js gives Node: JSX is Preact's, made automatically.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: './test/global-setup.ts',
    setupFiles: './test/tidy.ts',
    include: ['{src,test,bench,trial,scripts,e2e}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    // Hundreds of files begin by loading the whole program: once for each worker, not once for each file. What a file
    // replaces, it puts back.
    isolate: false,
    sequence: { shuffle: true, sequencer: ByChance },
    // Long enough for a machine that does other things at the same time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
