-- The features that a user of Neovim gets without a plugin, in the example workspace: what was seen is written to $RESULT as
-- JSON.

local seen = {}

vim.lsp.set_log_level('info')

local function wait(what, condition)
  if not vim.wait(60000, condition, 10) then
    io.stderr:write('never happened: ' .. what .. '\n' .. vim.inspect(seen) .. '\n')
    vim.cmd('cquit 1')
  end
end

local function open(file)
  vim.cmd.edit(file)
  wait('the server of ' .. file, function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'candor' })[1]
    return client ~= nil and client.initialized
  end)
end

-- Puts the cursor before `|` in a text of one line that occurs in the buffer.
local function at(place)
  local before = place:find('|', 1, true) - 1
  local text = place:gsub('|', '', 1)
  for line, content in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local start = content:find(text, 1, true)
    if start then return vim.api.nvim_win_set_cursor(0, { line, start - 1 + before }) end
  end
  error(text .. ' is not in the buffer')
end

local function request(method, params)
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'candor' })[1]
  params = params or vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync(method, params, 60000, 0)
  return answer and answer.result
end

-- What the window that `vim.lsp.buf.hover` opens shows.
local function hover(place)
  at(place)
  vim.lsp.buf.hover()
  local window
  wait('a hover at ' .. place, function()
    window = vim.b.lsp_floating_preview
    return window ~= nil and vim.api.nvim_win_is_valid(window)
  end)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, '\n')
end

local function labels(place)
  at(place)
  local result = request('textDocument/completion') or {}
  return vim.tbl_map(function(item) return item.label end, result.items or result)
end

local function rename(place, name, files)
  at(place)
  vim.lsp.buf.rename(name)
  local function texts()
    local found = {}
    for _, file in ipairs(files) do
      local buffer = vim.fn.bufnr(file)
      found[file] = buffer >= 0 and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') or ''
    end
    return found
  end
  wait('a rename to ' .. name, function()
    return vim.iter(texts()):all(function(_, text) return text:find(name, 1, true) ~= nil end)
  end)
  return texts()
end

local function outline()
  local function names(symbols)
    return vim.tbl_map(function(symbol) return symbol.name end, symbols)
  end
  return names(request('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() }))
end

-- The configuration formats on save, as the documentation of Neovim shows it.
vim.api.nvim_create_autocmd('BufWritePre', { callback = function() vim.lsp.buf.format({ timeout_ms = 60000 }) end })

open('Dockerfile')
seen.docker = {
  hover = hover('--from=ch|eck'),
  completion = labels('--from=|check'),
  outline = outline(),
  renamed = rename('AS run|time', 'service', { 'Dockerfile', 'compose.yaml', 'docker-bake.hcl' }),
}
vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'RUN a \\', 'b' })
vim.cmd('wall')

open('compose.yaml')
seen.compose = { hover = hover('  cach|e:'), outline = outline() }

open('infrastructure/main.tf')
local last = vim.api.nvim_buf_line_count(0)
seen.terraform = {
  hover = hover('retention_in_days = var.log_ret|ention_days'),
  completion = labels('retention_in_days = |var'),
  outline = outline(),
  renamed = rename('retention_in_days = var.log_ret|ention_days', 'days', {
    'infrastructure/main.tf',
    'infrastructure/variables.tf',
    'infrastructure/terraform.tfvars',
  }),
}
vim.api.nvim_buf_set_lines(0, last, last, false, { 'locals {', 'long="x"', 'a="y"', '}' })
vim.cmd('wall')

vim.fn.writefile({ vim.json.encode(seen) }, vim.env.RESULT)
vim.cmd('qall!')
