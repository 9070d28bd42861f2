/**
 * Something the person at the keyboard can put right. Its message is one plain sentence or two, to be printed as it is,
 * without a stack; every other error is a bug of ours and keeps its stack.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
