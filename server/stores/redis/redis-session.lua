-- One step on one session, atomic because Redis runs a script alone. It touches KEYS[1] and nothing else, so it also runs
-- in a cluster, where every key may live on another node. The clock is Redis's own: all servers of a fleet agree on it.
-- KEYS[1] the session. ARGV[1] the step; the other arguments are named below. Durations and times in ms.
-- Answers {count, created, last seen, idle, expires, absolute expiry, provisional, user}, 'unknown' or 'moved'.
local key, step = KEYS[1], ARGV[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function answer(s)
  return {s.count, s.created, s.seen, s.idle, s.expires, s.absolute, s.provisional, s.user}
end

local function write(s)
  redis.call('HSET', key, 'count', s.count, 'created', s.created, 'seen', s.seen, 'idle', s.idle, 'expires', s.expires,
    'absolute', s.absolute, 'provisional', s.provisional, 'user', s.user)
  redis.call('PEXPIREAT', key, s.expires)
  return answer(s)
end

if step == 'create' then
  -- count, user, provisional (0 or 1), idle, absolute, provisional timeout, created (0: now)
  local idle, created, provisional = tonumber(ARGV[5]), tonumber(ARGV[8]), tonumber(ARGV[4])
  local absolute = now + tonumber(ARGV[6])
  local first = provisional == 1 and math.min(idle, tonumber(ARGV[7])) or idle
  return write({count = tonumber(ARGV[2]), user = ARGV[3], provisional = provisional, idle = idle, absolute = absolute,
    created = created == 0 and now or created, seen = now, expires = math.min(now + first, absolute)})
end

local f = redis.call('HMGET', key, 'count', 'created', 'seen', 'idle', 'expires', 'absolute', 'provisional', 'user')
if not f[1] then
  return redis.call('EXISTS', key) == 1 and 'moved' or 'unknown'
end
local s = {count = tonumber(f[1]), created = tonumber(f[2]), seen = tonumber(f[3]), idle = tonumber(f[4]),
  expires = tonumber(f[5]), absolute = tonumber(f[6]), provisional = tonumber(f[7]), user = f[8]}

if step == 'peek' then return answer(s) end
if step == 'end' then
  redis.call('DEL', key)
  return answer(s)
end
if step == 'move' then
  -- how long to remember that this id was replaced
  redis.call('DEL', key)
  redis.call('HSET', key, 'moved', 1)
  redis.call('PEXPIRE', key, ARGV[2])
  return answer(s)
end
if step == 'read' and s.provisional == 0 then return answer(s) end

if step == 'visit' then
  s.count = s.count + 1
  s.seen = now
elseif step == 'idle' then
  s.idle = tonumber(ARGV[2])
end
s.provisional = 0
s.expires = math.min(now + s.idle, s.absolute)
return write(s)
