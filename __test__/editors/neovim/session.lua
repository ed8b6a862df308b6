-- A user's session in Neovim, with the configuration of the README: what was seen is written to $RESULT as JSON. Each
-- step waits until the editor shows what it is about, and ends the editor with an error where that never happens.

local seen = { events = {}, diagnostics = {} }

local function wait(what, condition)
  if not vim.wait(20000, condition, 5) then
    io.stderr:write('never happened: ' .. what .. '\n' .. vim.inspect(seen) .. '\n')
    vim.cmd('cquit 1')
  end
end

local function codes()
  return vim.tbl_map(function(diagnostic) return diagnostic.code or vim.NIL end, vim.diagnostic.get(0))
end

local function shows(expected)
  wait('diagnostics ' .. vim.inspect(expected), function() return vim.deep_equal(codes(), expected) end)
  table.insert(seen.diagnostics, expected)
end

local function applies(fix)
  vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title == fix end })
end

local function lines() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end

local function hears(name, action)
  wait('event ' .. name, function()
    return vim.iter(seen.events):any(function(event)
      return event.name == name and (action == nil or event.properties.action == action)
    end)
  end)
end

vim.lsp.set_log_level('info')

-- The handler of the README shows events to the user; what is shown is heard here.
vim.notify = function(message) table.insert(seen.events, load('return ' .. message)()) end

vim.cmd.edit('Dockerfile')
shows({ 'MaintainerDeprecated' })
local client = vim.lsp.get_clients({ bufnr = 0, name = 'candor' })[1]
seen.root = client.root_dir

-- An edit: the diagnostics are those of the text as it is now.
vim.api.nvim_buf_set_lines(0, 0, 1, false, { 'FROM scratch AS Base' })
shows({ 'StageNameCasing', 'MaintainerDeprecated' })

-- A quick fix, before anybody has opted in.
vim.api.nvim_win_set_cursor(0, { 1, 17 })
applies('Rename stage to `base`')
shows({ 'MaintainerDeprecated' })
seen.fixed = lines()
seen.events_before = #seen.events

vim.cmd.source(vim.env.OPT_IN)
hears('server_heartbeat')

-- Another one, which is reported now.
vim.api.nvim_win_set_cursor(0, { 2, 3 })
applies('Convert to `LABEL org.opencontainers.image.authors`')
shows({})
seen.converted = lines()
hears('server_user_action', 'commandExecuted')

vim.cmd('write')
vim.cmd.edit('main.tf')
hears('moduleData')

for _, file in ipairs({ 'compose.yaml', 'docker-bake.hcl' }) do
  vim.cmd.edit(file)
  wait('diagnostics in ' .. file, function() return #vim.diagnostic.get(0) > 0 end)
  table.insert(seen.diagnostics, file)
end

-- The end of the editor ends the server.
client:stop()
wait('the end of the server', function() return client:is_stopped() end)
vim.fn.writefile({ vim.json.encode(seen) }, vim.env.RESULT)
vim.cmd('qall!')
