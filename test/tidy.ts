import { afterAll, afterEach } from 'vitest'
import { tidyUp } from './when-over.ts'

// Vitest runs this before each file. A helper is loaded once for a worker: a hook of its own would hold for the first file
// alone.
// What a file began that could not be loaded to its end: of such a file Vitest runs no hook.
await tidyUp('file')
afterEach(() => tidyUp('test'))
afterAll(() => tidyUp('file'))
