package org.broadsheet.preference.response;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Right and wrong answers of respondents to items. A cell may be empty, and may hold several attempts.
/// Immutable; takes some 12 bytes for each cell that is not empty.
public final class ResponseMatrix {
    private final List<String> respondents;
    private final List<String> items;
    /// The cells of respondent p are `start[p]` to `start[p + 1]`, by item.
    private final int[] start;

    private final int[] item;
    private final int[] right;
    private final int[] attempts;

    private ResponseMatrix(List<String> respondents, List<String> items, List<Map<Integer, int[]>> rows) {
        this.respondents = List.copyOf(respondents);
        this.items = List.copyOf(items);
        int n = rows.stream().mapToInt(Map::size).sum();
        start = new int[rows.size() + 1];
        item = new int[n];
        right = new int[n];
        attempts = new int[n];
        int at = 0;
        for (int p = 0; p < rows.size(); p++) {
            for (Map.Entry<Integer, int[]> cell : rows.get(p).entrySet()) {
                item[at] = cell.getKey();
                right[at] = cell.getValue()[0];
                attempts[at++] = cell.getValue()[1];
            }
            start[p + 1] = at;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /// A complete matrix; respondents are called `r1`, `r2`, ..., items `i1`, `i2`, ....
    ///
    /// @param right a row a respondent, a column an item
    /// @throws IllegalArgumentException where rows differ in length or there is none
    public static ResponseMatrix of(boolean[][] right) {
        Builder builder = builder();
        for (int p = 0; p < right.length; p++) {
            if (right[p].length != right[0].length)
                throw new IllegalArgumentException(
                        "row " + p + " has " + right[p].length + " answers, not " + right[0].length);
            for (int i = 0; i < right[p].length; i++) builder.add("r" + (p + 1), "i" + (i + 1), right[p][i]);
        }
        return builder.build();
    }

    /// Collects answers one by one.
    public static final class Builder {
        private final Map<String, Integer> respondents = new LinkedHashMap<>();
        private final Map<String, Integer> items = new LinkedHashMap<>();
        private final List<Map<Integer, int[]>> rows = new ArrayList<>();

        private Builder() {}

        /// One attempt. Names come in the order in which they are first met.
        ///
        /// @throws IllegalArgumentException where a name is blank
        public Builder add(String respondent, String item, boolean right) {
            if (respondent.isBlank() || item.isBlank())
                throw new IllegalArgumentException("respondents and items have names, but one answer is of \""
                        + respondent + "\" to \"" + item + "\"");
            int p = respondents.computeIfAbsent(respondent, _ -> {
                rows.add(new TreeMap<>());
                return rows.size() - 1;
            });
            int i = items.computeIfAbsent(item, _ -> items.size());
            int[] cell = rows.get(p).computeIfAbsent(i, _ -> new int[2]);
            if (right) cell[0]++;
            cell[1]++;
            return this;
        }

        /// @throws IllegalArgumentException where nothing was added
        public ResponseMatrix build() {
            if (rows.isEmpty())
                throw new IllegalArgumentException("there are no answers; a response matrix holds at least one");
            return new ResponseMatrix(List.copyOf(respondents.keySet()), List.copyOf(items.keySet()), rows);
        }
    }

    public List<String> respondents() {
        return respondents;
    }

    public List<String> items() {
        return items;
    }

    /// Cells that are not empty.
    public int cells() {
        return item.length;
    }

    /// Attempts of all respondents at an item.
    public int attempts(int wanted) {
        return over(wanted, attempts);
    }

    /// Right answers of all respondents to an item.
    public int right(int wanted) {
        return over(wanted, right);
    }

    private int over(int wanted, int[] counts) {
        int sum = 0;
        for (int c = 0; c < item.length; c++) if (item[c] == wanted) sum += counts[c];
        return sum;
    }

    /// Attempts of one respondent at all items.
    public int attemptsOf(int respondent) {
        return Arrays.stream(attempts, start[respondent], start[respondent + 1]).sum();
    }

    /// Right answers of one respondent to all items.
    public int rightOf(int respondent) {
        return Arrays.stream(right, start[respondent], start[respondent + 1]).sum();
    }

    /// The answers of the respondents of these numbers, in that order; items that none of them met are
    /// gone.
    ///
    /// @throws IllegalArgumentException where none is named
    public ResponseMatrix choose(int... wanted) {
        Builder builder = builder();
        for (int p : wanted)
            for (int c = start[p]; c < start[p + 1]; c++)
                for (int k = 0; k < attempts[c]; k++) builder.add(respondents.get(p), items.get(item[c]), k < right[c]);
        return builder.build();
    }

    int start(int respondent) {
        return start[respondent];
    }

    int end(int respondent) {
        return start[respondent + 1];
    }

    int itemAt(int cell) {
        return item[cell];
    }

    int rightAt(int cell) {
        return right[cell];
    }

    int attemptsAt(int cell) {
        return attempts[cell];
    }

    /// Right answers and attempts of every item in one pass, two numbers an item.
    int[][] totals() {
        int[][] totals = new int[items.size()][2];
        for (int c = 0; c < item.length; c++) {
            totals[item[c]][0] += right[c];
            totals[item[c]][1] += attempts[c];
        }
        return totals;
    }

    /// Most attempts of one respondent.
    int longest() {
        int most = 0;
        for (int p = 0; p < respondents.size(); p++) most = Math.max(most, attemptsOf(p));
        return most;
    }
}
