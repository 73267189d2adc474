---@meta thidua
-- Tên mà một tệp criteria/*.lua được dùng, cho trình soạn thảo có LuaLS (gợi ý, kiểm tra kiểu). Không chạy tệp này.
-- What a rule may use, for editors with the Lua language server. See docs/rule-guide. Never run.

---@class thidua.Target  mức giao là phân số chính xác · the exact fraction: 80 % is num 80, den 100
---@field num integer
---@field den integer

---@class thidua.Period
---@field id string      2024-11, phase-1, contest
---@field kind "week"|"month"|"quarter"|"phase"|"contest"
---@field days integer
---@field at_end boolean kỳ kết thúc cùng phong trào · ends with the contest

---@alias thidua.Verdict "met"|"missed"|"not_applicable"|"in_progress"
---@alias thidua.JudgeFunction fun(num: integer, den: integer?, target: thidua.Target, params: table<string, integer|string|thidua.Target>, period: thidua.Period): thidua.Verdict

---@class thidua.Judge
---@type thidua.Judge num/den ≥ mức giao
share_at_least = nil
---@type thidua.Judge num/den > mức giao
share_above = nil
---@type thidua.Judge số lượng ≤ mức giao
at_most = nil
---@type thidua.Judge số lượng ≥ mức giao
at_least = nil
---@type thidua.Judge như at_least; chưa đạt trước ngày cuối phong trào là in_progress
at_least_by_end = nil

---@class thidua.Measure
---@field of? string        loại số liệu trong records.ini · a record type
---@field date? string      cột ngày quyết định kỳ · the date column
---@field where? string     điều kiện SQL · an SQL condition
---@field num? string|true  dòng nào vào tử số · what a row adds to the numerator
---@field den? string|true  … mẫu số; không có: là số lượng · absent: a count
---@field window? "period"|"contest"
---@field latest? string[] fields of an area: the newest row of each unit and area in the period counts (a stock)
---@field each? string "team", or a type of lives as "member": how many of those that stand have such records
---@field standing? string parameter: the fewest days of the period to count
---@field excused? string type of days that do not count as standing
---@field has? integer|string the fewest records (1), or a parameter
---@field within? string[] two times (with minutes) or days (with days): counts 1 when the second is at most so long after the first
---@field minutes? integer|string at most so many minutes, or a parameter on the record's day
---@field days? integer|string at most so many days, or a parameter on the record's day
---@field otherwise? string an SQL condition where one of the two is empty; absent: not in time
---@field night? string "22:00-06:00": hours of the first time when other minutes hold
---@field night_minutes? integer|string those minutes, or a parameter
---@field points? string a choice, yes or no, or number: a record counts its points
---@field weights? table<string, integer|string> of a choice: the points of each, numbers or parameters
---@field weight? integer|string of a number: the points of each unit of it
---@field distinct? string[] each value of these fields counts once
---@field sql? string       câu SELECT riêng: subject, num, den; của từng thành viên thêm place · SQL of its own; place for members
---@field evidence? string  các dòng làm căn cứ của :subject · the rows behind :subject

---@class thidua.Example
---@field row { num: integer, den: integer? }
---@field target? string   "80 %"
---@field verdict thidua.Verdict|"not_reported"
---@field reported? boolean
---@field at_end? boolean
---@field period? { kind: string, days: integer } của hàm judge, measure; vắng: cả phong trào · absent: the whole contest
---@field level? "ward"|"team"|"member"|string cấp của dòng, theo contest.ini [levels] · of the row, as contest.ini [levels] calls it
---@field grade? string bậc phải ra · the grade that must come out
---@field params? table<string, string>
---@field used? table<string, { verdict: string, num: integer, den: integer?, grade: string? }> beside uses: what they say
---@field own? table<string, integer> beside own: its numbers

---@class thidua.Used  một đơn vị trong một kỳ, khi measure là hàm · a unit in a period, where measure is a function
---@field period "week"|"month"|"quarter"|"phase"|"contest"
---@field criteria table<string, { verdict: string, num: integer, den: integer?, grade: string? }>
---@field params table<string, integer|string|thidua.Target>
---@field own table<string, integer>

---@class thidua.Criterion
---@field title string
---@field subject "ward"|"team"|"member"|string theo contest.ini [levels] · as contest.ini [levels] calls it
---@field reports? string[]
---@field target string
---@field counts string
---@field decimals? integer số chữ số sau dấu phẩy của số liệu · how many decimals the figure has, which counts units of the last one
---@field measure thidua.Measure|fun(unit: thidua.Used): { num: integer, den: integer?, parts: table<string, integer>?, note: string? }
---@field grades? { id: string, title: string, target: string }[] các bậc trên mức đạt · further words above met
---@field uses? string[] các chỉ tiêu mà measure lấy số liệu · the criteria whose figures measure takes
---@field own? string SELECT … AS subject và các số nguyên khác · whole numbers that are no criterion
---@field judge thidua.Judge|thidua.JudgeFunction
---@field says string
---@field examples thidua.Example[]
---@field early? "met"|"missed"
---@field from? string
---@field last? string
---@field periods? ("week"|"month"|"quarter"|"phase"|"contest")[] các loại kỳ được đánh giá · kinds of periods it is judged in
---@field roll_up? "sum"|"every"|"max"|"min"|"mean"|"none"
---@field grows? "both"|"num"
---@field params? string[]
---@field target_says? string
---@field team_says? string
---@field member_says? string
---@field team_grades? { id: string, title: string, target: string }[] các mức của từng tổ · grades of each team
---@field member_grades? { id: string, title: string, target: string }[] các mức của từng thành viên · grades of each member
---@field share_judge? thidua.Judge
---@field share_target? string

---@param table thidua.Criterion
---@return thidua.Criterion
function criterion(table) end
