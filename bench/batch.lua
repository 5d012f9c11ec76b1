-- wrk: sends each line of the file HOGLET_BATCHES once, as the body of a POST. wrk itself always goes on until its time is
-- over, so the begin and the end are told by files beside it, .begun and .sent, and bench.py interrupts wrk then.
local bodies, position = {}, 0

local function tell(what)
    io.open(os.getenv("HOGLET_BATCHES") .. what, "w"):close()
end

function init(arguments)
    for line in io.lines(os.getenv("HOGLET_BATCHES")) do bodies[#bodies + 1] = line end
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
end

function request()
    position = position + 1
    if position == 1 then tell(".begun") end
    if position > #bodies then
        tell(".sent")
        wrk.thread:stop()
        position = 1
    end
    return wrk.format(nil, nil, nil, bodies[position])
end
