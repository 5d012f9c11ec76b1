-- wrk: sends each line of the file named by HOGLET_BATCHES once, as the body of a POST, and stops after the last one.
local bodies, position = {}, 0

function init(arguments)
    for line in io.lines(os.getenv("HOGLET_BATCHES")) do bodies[#bodies + 1] = line end
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
end

function request()
    position = position + 1
    if position > #bodies then
        wrk.thread:stop()
        position = 1
    end
    return wrk.format(nil, nil, nil, bodies[position])
end
