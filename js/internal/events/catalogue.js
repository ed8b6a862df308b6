'use strict'
// Generated from the catalogue of events: npm run generate. Says of each event what kind it is.

const kinds = [
  { name: 'initialize', kind: 'usage' },
  { name: 'moduleData', kind: 'usage' },
  { name: 'server_heartbeat', key: 'type', value: 'initialized', kind: 'usage' },
  { name: 'server_heartbeat', key: 'type', value: 'panic', kind: 'error' },
  { name: 'extension_error', kind: 'error' },
  { name: 'server_user_action', key: 'action', value: 'commandExecuted', kind: 'usage' },
  { name: 'server_user_action', key: 'action', value: 'fileModified', kind: 'usage' },
]

module.exports = { kinds }
