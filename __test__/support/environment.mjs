// Removes the variables of the developer's environment that change what a server does. Import it for this effect.

for (const name of ['DO_NOT_TRACK', 'CANDOR_TELEMETRY', 'CANDOR_LOG']) delete process.env[name]
