-- One operation on one session, atomic because Redis runs a script alone. It touches KEYS[1] and nothing else, so it also runs
-- in a cluster, where every key may live on another node. The clock is Redis's own: all servers of a fleet agree on it.
-- KEYS[1] the session. ARGV[1] the operation, ARGV[2] the last moment at which it may be carried out, by this clock; the other
-- arguments are named below. Durations and times in ms.
-- Answers {count, created, last seen, idle, expires, absolute expiry, provisional, user, now}, {'late', now}, 'unknown' or
-- 'moved'.
local key, operation = KEYS[1], ARGV[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

-- The server that asked has given up by now, and has said so.
if now > tonumber(ARGV[2]) then return {'late', now} end

local function answer(s)
  return {s.count, s.created, s.seen, s.idle, s.expires, s.absolute, s.provisional, s.user, now}
end

local function write(s)
  redis.call('HSET', key, 'count', s.count, 'created', s.created, 'seen', s.seen, 'idle', s.idle, 'expires', s.expires,
    'absolute', s.absolute, 'provisional', s.provisional, 'user', s.user)
end

if operation == 'create' then
  -- count, user, provisional (0 or 1), idle, absolute, provisional timeout, created (0: now)
  local idle, created, provisional = tonumber(ARGV[6]), tonumber(ARGV[9]), tonumber(ARGV[5])
  local absolute = now + tonumber(ARGV[7])
  local first = provisional == 1 and math.min(idle, tonumber(ARGV[8])) or idle
  local s = {count = tonumber(ARGV[3]), user = ARGV[4], provisional = provisional, idle = idle, absolute = absolute,
    created = created == 0 and now or created, seen = now, expires = math.min(now + first, absolute)}
  write(s)
  redis.call('PEXPIREAT', key, s.expires)
  return answer(s)
end

-- A moment further in the future than this is from before the clock was set back: see sessions/clock.ts.
local latest = now + 60000

local f = redis.call('HMGET', key, 'count', 'created', 'seen', 'idle', 'expires', 'absolute', 'provisional', 'user')
if not f[1] then
  local moved = redis.call('HGET', key, 'moved')
  return moved and tonumber(moved) <= latest and 'moved' or 'unknown'
end
local s = {count = tonumber(f[1]), created = tonumber(f[2]), seen = tonumber(f[3]), idle = tonumber(f[4]),
  expires = tonumber(f[5]), absolute = tonumber(f[6]), provisional = tonumber(f[7]), user = f[8]}
if s.expires <= now or s.seen > latest then return 'unknown' end

if operation == 'peek' then return answer(s) end
if operation == 'end' or operation == 'drop' and s.provisional == 1 then
  redis.call('DEL', key)
  return answer(s)
end
if operation == 'move' then
  -- how long to remember that this id was replaced
  redis.call('DEL', key)
  redis.call('HSET', key, 'moved', now)
  redis.call('PEXPIRE', key, ARGV[3])
  return answer(s)
end
if operation == 'drop' or operation == 'read' and s.provisional == 0 then return answer(s) end

if operation == 'visit' then
  -- MAX_VISITS of sessions/session-store.ts
  if s.count >= 2 ^ 52 then return 'unknown' end
  s.count = s.count + 1
  s.seen = now
elseif operation == 'idle' then
  s.idle = tonumber(ARGV[3])
elseif operation == 'settle' then
  -- visits that were counted on the id before this one while this session was made
  s.count = s.count + tonumber(ARGV[3])
end
s.provisional = 0
s.expires = math.min(now + s.idle, s.absolute)
-- In this order: when Redis is full, a script may go on to write if its first write takes no memory. So sessions that are
-- there are counted, and only new ones are refused.
-- https://redis.io/docs/latest/develop/programmability/eval-intro/
redis.call('PEXPIREAT', key, s.expires)
write(s)
return answer(s)
