-- For wrk: each request is that of another browser, as no head has come before.
local number = 0

function request()
  number = number + 1
  wrk.headers["User-Agent"] = "browser " .. number
  return wrk.format()
end
