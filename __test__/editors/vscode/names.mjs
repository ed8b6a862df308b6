// Names of events and settings, and where the server can run.

export const SESSION = ['initialize', 'server_heartbeat initialized']
export const MODIFIED = 'server_user_action fileModified'
export const FIXED = 'server_user_action commandExecuted'
export const CRASHED = 'server_heartbeat panic'

export const LEVEL = 'candorExample.telemetry'
export const VSCODE_LEVEL = 'telemetry.telemetryLevel'
export const MODE = 'candorExample.server'

export const MODES = ['inProcess', 'stdio']
