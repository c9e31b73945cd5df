package org.broadsheet.ranking.selection;

import java.util.Arrays;

/// Shares voters out among members with limited room so that they are worth the most to them: a
/// transportation problem,
/// solved by adding voters one after the other along the best path of displacements.
final class Sharing {
    private final double[][] worth; // by voter and member; minus infinity where it may not be
    private final double[] weights;
    private final double[] room;
    private final double[][] share; // by voter and member: how much of the voter is there
    private final double[][] move; // by member and member: the best exchange of who is at the first
    private final int[][] mover; // and whose it is
    private final double tiny;

    /// @param room by member; together at least the sum of weights
    Sharing(double[][] worth, double[] weights, double[] room) {
        int members = room.length;
        this.worth = worth;
        this.weights = weights;
        this.room = room.clone();
        this.share = new double[worth.length][members];
        this.move = new double[members][members];
        for (double[] row : move) Arrays.fill(row, Double.NEGATIVE_INFINITY);
        this.mover = new int[members][members];
        this.tiny = 1e-12 * Math.max(1, Arrays.stream(weights).sum());
    }

    double most() {
        // The last first: a voter who may be at few members only is handed in last.
        for (int voter = worth.length - 1; voter >= 0; voter--) {
            double left = weights[voter];
            while (left > tiny) left -= place(voter, left);
        }
        double sum = 0;
        for (int voter = 0; voter < worth.length; voter++)
            for (int m = 0; m < room.length; m++) if (share[voter][m] > 0) sum += share[voter][m] * worth[voter][m];
        return sum;
    }

    /// Places a part of a voter and says how much.
    private double place(int voter, double left) {
        int members = room.length;
        double[] gain = worth[voter].clone();
        int best = 0;
        for (int m = 1; m < members; m++) if (gain[m] > gain[best]) best = m;
        int[] from = new int[members];
        Arrays.fill(from, -1);
        // Where the best member has room no chain of displacements does better.
        if (room[best] <= tiny) {
            for (boolean better = true; better; ) {
                better = false;
                for (int a = 0; a < members; a++)
                    for (int b = 0; b < members; b++)
                        if (gain[a] + move[a][b] > gain[b] + 1e-12 * (1 + Math.abs(gain[b]))
                                && !leadsBack(from, a, b)) {
                            gain[b] = gain[a] + move[a][b];
                            from[b] = a;
                            better = true;
                        }
            }
            best = -1;
            for (int m = 0; m < members; m++) if (room[m] > tiny && (best < 0 || gain[m] > gain[best])) best = m;
            if (best < 0) throw new IllegalStateException("members have less room than there are voters");
        }
        double amount = Math.min(left, room[best]);
        for (int m = best; from[m] >= 0; m = from[m]) amount = Math.min(amount, share[mover[from[m]][m]][from[m]]);
        room[best] -= amount;
        int m = best;
        boolean[] touched = new boolean[members];
        for (; from[m] >= 0; m = from[m]) {
            int moved = mover[from[m]][m];
            share[moved][m] += amount;
            share[moved][from[m]] -= amount;
            if (share[moved][from[m]] < tiny) share[moved][from[m]] = 0;
            touched[m] = true;
        }
        share[voter][m] += amount;
        touched[m] = true;
        for (int a = 0; a < members; a++) if (touched[a]) lookAgain(a);
        return amount;
    }

    private static boolean leadsBack(int[] from, int a, int b) {
        for (int m = a; m >= 0; m = from[m]) if (m == b) return true;
        return false;
    }

    private void lookAgain(int a) {
        Arrays.fill(move[a], Double.NEGATIVE_INFINITY);
        for (int voter = 0; voter < worth.length; voter++) {
            if (share[voter][a] == 0) continue;
            for (int b = 0; b < room.length; b++) {
                double change = worth[voter][b] - worth[voter][a];
                if (b != a && change > move[a][b]) {
                    move[a][b] = change;
                    mover[a][b] = voter;
                }
            }
        }
    }
}
