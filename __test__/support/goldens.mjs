// The recordings of other programs' answers. They lie beside the project or where `CANDOR_GOLDENS` says, and may be missing.

import { fileURLToPath } from 'node:url'

/** Their folder. */
export const goldens = process.env.CANDOR_GOLDENS ?? fileURLToPath(new URL('../../../shared/goldens', import.meta.url))
