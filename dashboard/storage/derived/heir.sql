-- Whose are the people of each school that takes part in a merger, from which month on? Its own before any step; then
-- those of the school that took it over, and so on, each before the month of its own end. If several are named for
-- one school, the one named last counts; `path` lists all on the way; twenty steps end a chain that bites its tail.
WITH RECURSIVE gone AS (
    SELECT id, month_of(closed_on) AS month FROM district.school WHERE closed_on IS NOT NULL
),
takeover AS (
    SELECT predecessor_id, max_by(successor_id, merger.id) AS successor_id, any_value(gone.month) AS from_month
    FROM district.school_succession AS merger JOIN gone ON gone.id = predecessor_id
    WHERE kind = 'merger'
    GROUP BY predecessor_id
),
walk(school_id, heir_id, steps, path, from_month) AS (
    SELECT id, id, 0, id::VARCHAR, DATE '0001-01-01'
    FROM (SELECT predecessor_id AS id FROM takeover UNION SELECT successor_id FROM takeover)
    UNION ALL
    SELECT walk.school_id, takeover.successor_id, steps + 1, walk.path || '+' || takeover.successor_id,
           greatest(walk.from_month, takeover.from_month)
    FROM walk JOIN takeover ON takeover.predecessor_id = walk.heir_id
    WHERE steps < 20
)
SELECT walk.*, coalesce(gone.month, never()) AS end_month FROM walk LEFT JOIN gone ON gone.id = walk.heir_id
