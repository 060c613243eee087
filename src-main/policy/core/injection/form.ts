import type { Concept } from './concept.ts'

/** A concept that is known by how it is built; the pattern is global and bounded, so that it reads a text once. */
export interface Form {
  concept: Concept
  form: RegExp
}
