import { version } from '../kit/core/version.ts'
import { composeGateway } from './compose.ts'
import { parentWire } from './node/parent-wire.ts'

process.umask(0o077)
const wire = parentWire()
const folder = process.env['GATEHOUSE_GATEWAY_FOLDER']
if (!wire || !folder) {
  process.stderr.write('The gateway is started by Gatehouse, not by hand. Run "gatehouse up".\n')
  process.exit(64)
} else composeGateway({ wire, folder, version, end: code => process.exit(code) })
