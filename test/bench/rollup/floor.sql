-- The join and the grouping that every way needs: nothing is judged.  Counting
-- a column of the target keeps the planner from removing the join.
SELECT agency_id, year, count(goal)
FROM observation
JOIN indicator_target USING (target_id)
GROUP BY agency_id, year
ORDER BY agency_id, year;
