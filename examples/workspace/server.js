'use strict'

// An HTTP server with a greeting and a health check.

const http = require('node:http')

const PORT = Number(process.env.PORT ?? 8080)
const GREETING = process.env.GREETING ?? 'Hello'

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.end('ok\n')
  } else if (request.url === '/') {
    response.setHeader('content-type', 'text/plain; charset=utf-8')
    response.end(`${GREETING} from ${process.env.HOSTNAME ?? 'here'}\n`)
  } else {
    response.statusCode = 404
    response.end()
  }
})

server.listen(PORT, () => console.log(`listening on port ${PORT}`))

// Docker stops a container with SIGTERM; finish open requests first.
process.on('SIGTERM', () => server.close())
