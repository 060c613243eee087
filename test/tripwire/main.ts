// npm run learn:tripwire: learns the weights of the tripwire anew, after texts were added or its marks changed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { learn } from './learn.ts'
import { noise } from './noise.ts'
import { texts } from './texts.ts'
import { writeWeights } from './write-weights.ts'

const file = join(import.meta.dirname, '../../src-main/policy/core/injection/likeness/weights.ts')
const examples = texts()
writeFileSync(file, writeWeights(learn([...examples, ...noise(examples)])))
console.log(`Learned from ${examples.length} texts.`)
