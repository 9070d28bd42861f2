// Loaded first in every program that `npm start` starts. The channel to the starter closes when the starter is gone,
// in whatever way; then this program ends as if it had been asked to, instead of holding its port with nobody watching.
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
