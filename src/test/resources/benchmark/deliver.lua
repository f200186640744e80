-- For wrk: delivers one new event with each request, as Okta does, about 1 KB.
-- Arguments: a number, where the same one gives the same uuids, unless there are pauses; the secret; the pause between two requests of a connection, in
-- milliseconds, on average; how many answers a thread waits for at the most, 0 for as many as there is time for; how many people the
-- events are about, at most 100000, published at the start of this, 0 for always the same ones at the same time.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local head, middle, tail
local people = 0

local function event()
  return '{"uuid":"', '","published":"2026-02-03T04:05:06.789Z","eventType":"user.session.start","version":"0","severity":"INFO",'
    .. '"displayMessage":"User login to Okta","legacyEventType":"core.user_auth.login_success",'
    .. '"actor":{"id":"00u1a2b3c4d5e6f7g8h9","type":"User","alternateId":"robin@acme.example","displayName":"Robin","detailEntry":null},'
    .. '"client":{"userAgent":{"rawUserAgent":"Mozilla/5.0 (X11; Linux x86_64)","os":"Linux","browser":"FIREFOX"},"zone":"null",'
    .. '"device":"Computer","id":null,"ipAddress":"198.51.100.7","geographicalContext":null,"ipChain":[]},'
    .. '"outcome":{"result":"SUCCESS","reason":null},"target":['
    .. '{"id":"0oa1a2b3c4d5e6f7g8h9","type":"AppInstance","alternateId":"Mail","displayName":"Mail"},'
    .. '{"id":"00u9h8g7f6e5d4c3b2a1","type":"User","alternateId":"kim@acme.example","displayName":"Kim"}],'
    .. '"transaction":{"type":"WEB","id":"WfK1","detail":{}},"debugContext":{"debugData":{"requestUri":"/api/v1/authn"}}}'
end

function init(arguments)
  math.randomseed(tonumber(arguments[1]) * 1000 + number)
  local pause = tonumber(arguments[3])
  if pause > 0 then
    -- Never twice the same: connections that all pause for as long send in step, 64 at once and then none, as no org does.
    function delay()
      return math.random(0, 2 * pause)
    end
  end
  local most = tonumber(arguments[4])
  if most > 0 then
    local answers = 0
    response = function()
      answers = answers + 1
      if answers == most then
        -- wrk itself waits for the end of its time: whoever started it reads this, and interrupts it.
        io.write("STOPPED\n")
        io.flush()
        wrk.thread:stop()
      end
    end
  end
  local before, after = event()
  people = tonumber(arguments[5])
  if people > 0 then
    after = after:gsub("2026%-02%-03T04:05:06%.789Z", os.date("!%Y-%m-%dT%H:%M:%S.000Z"), 1)
      :gsub("00u1a2b3c4d5e6f7g8h9", "00u%%017d"):gsub("robin@", "person%%05d@")
      :gsub("00u9h8g7f6e5d4c3b2a1", "00u%%017d"):gsub("kim@", "person%%05d@")
  end
  local start = '{"eventType":"com.okta.event_hook","eventTypeVersion":"1.0","cloudEventsVersion":"0.1",'
    .. '"source":"https://acme.okta.example/api/v1/eventHooks/who1","eventId":"7c1a6e4e-5e7c-4c35-8f5a-1f0f4c2e9b6d","data":{"events":[' .. before
  tail = after .. ']},"eventTime":"2026-02-03T04:05:09.000Z","contentType":"application/json"}'
  head = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " .. arguments[2]
    .. "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
    .. (#start + 36 + #tail:format(0, 0, 0, 0)) .. "\r\n\r\n" .. start
end

local random, format = math.random, string.format

-- The second of them half as often as the first, the hundredth a hundredth as often.
local function person()
  return math.min(people - 1, math.floor((people + 1) ^ random()) - 1)
end

function request()
  local rest = tail
  if people > 0 then
    local actor, target = person(), person()
    rest = format(tail, actor, actor, target, target)
  end
  return head .. format("%08x-%04x-4%03x-9%03x-%06x%06x", random(0, 0x7fffffff), random(0, 0xffff), random(0, 0xfff),
    random(0, 0xfff), random(0, 0xffffff), random(0, 0xffffff)) .. rest
end

function done(summary, latency)
  local errors = summary.errors
  io.write(format('RESULT {"requests":%d,"microseconds":%d,"refused":%d,"failed":%d,"p50":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
