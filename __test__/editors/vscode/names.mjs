// Names of events as the tests write them, and what VS Code makes of consent.

export const SESSION = ['initialize', 'server_heartbeat initialized']
export const MODIFIED = 'server_user_action fileModified'
export const FIXED = 'server_user_action commandExecuted'
export const CRASHED = 'server_heartbeat panic'

export const LEVEL = 'candorExample.telemetry'
export const VSCODE_LEVEL = 'telemetry.telemetryLevel'
export const MODE = 'candorExample.server'

/** Where the server can run. */
export const MODES = ['inProcess', 'stdio']
