/* The local search over a week: annealing by single changes, the same for the same seed.
 *
 * The state holds a dish and quarters of a serving at each meal, and every sum a limit looks at.
 * A move changes a few meals, is scored by what the sums have become, and is undone unless
 * Boltzmann's law lets it stand. Nothing here allocates but `week_new`, and nothing reads a clock.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST_GROUPS 12
#define MOST_CHANGES 32
#define DRAWS 4096

typedef struct {
    int32_t meals, days, slots, dishes, groups, limits, foods, width, kinds, needed;
    int32_t meals_of_a_cooking;
    /* of a meal (M) */
    const int32_t *day, *slot, *is_free, *is_held;
    const int32_t *pool_start, *pool; /* dishes that may stand there */
    const uint8_t *may;               /* (M, R) */
    /* of a dish (R) */
    const double *energy, *protein, *columns /* (R, L) */, *time /* (R, D) */, *toil, *distaste;
    const int32_t *keeps, *gap, *kind /* (R, 2) */, *food /* (R, J), -1 ends */;
    const double *grams /* (R, J) a quarter */;
    const int32_t *low, *high; /* (S, R, E) quarters */
    /* limits */
    const double *sizes /* (E) */, *bound /* (E, L) */, *scale /* (E, L) */;
    const int32_t *is_goal; /* (L) */
    const double *energy_low, *energy_high, *energy_target; /* (E, D) */
    const double *protein_low, *protein_high, *protein_target;
    const double *minutes_max; /* (D) */
    const int32_t *kind_most;  /* (K) */
    const double *at_home, *pack_g, *pack_usd, *usd_per_g; /* (I) */
    const int32_t *needed_food;
    const double *needed_g; /* foods that must be used up */
    double budget;          /* what may still be spent */
    double dollar, disliked, goal_missed, leftover; /* points */
    const double *exponential; /* (DRAWS) quantiles of the exponential distribution */
} Problem;

typedef struct {
    int32_t meal, dish;
    int32_t quarters[MOST_GROUPS];
} Change;

typedef struct {
    const Problem *p;
    uint64_t random[4];
    /* what stands */
    int32_t *dish, *quarters;
    uint64_t *eaten; /* (R) bits of meals */
    double *energy, *protein, *signed_, *grams, *minutes;
    int32_t *counts;
    double cost, toil, distaste;
    int32_t repeated;
    /* the parts of the score */
    double of_day[64], of_group[MOST_GROUPS];
    /* prices */
    double *price_week, *price_energy, *price_protein;
    double price_budget, price_late, price_variety, price_repeated, price_use_up;
    double eagerness, first;
    /* what was found */
    int32_t *best_dish, *best_quarters, *near_dish, *near_quarters;
    double best, near_broken;
    int64_t moves, best_at;
    int32_t *free_meals, frees;
    Change undo[MOST_CHANGES];
    int32_t undos;
    int64_t tried[8], taken[8];
} Week;

static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

/* xoshiro256**. Source: Blackman and Vigna, Scrambled linear pseudorandom number generators */
static uint64_t next(Week *w) {
    uint64_t *s = w->random, result = rotl(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl(s[3], 45);
    return result;
}
static int32_t below(Week *w, int32_t n) { return (int32_t)(((next(w) >> 32) * (uint64_t)n) >> 32); }
static double unit(Week *w) { return (double)(next(w) >> 11) * 0x1p-53; }

/* ---- cookings and leftovers ---- */
typedef struct { uint64_t bits; int32_t count, repeated; } Cookings;

static Cookings cookings(const Problem *p, int32_t dish, uint64_t eaten) {
    Cookings c = {0, 0, 0};
    int32_t meals = 0, cooked = -1000000, last = -1000000;
    while (eaten) {
        int m = __builtin_ctzll(eaten);
        eaten &= eaten - 1;
        int32_t day = p->day[m];
        c.repeated += day == last;
        meals++;
        if (day - cooked > p->keeps[dish] || meals > p->meals_of_a_cooking || day == last) {
            c.repeated += day != last && day - last < p->gap[dish];
            c.bits |= 1ull << m; c.count++; meals = 1; cooked = day;
        }
        last = day;
    }
    return c;
}

static void eat(Week *w, int32_t dish, uint64_t eaten) {
    const Problem *p = w->p;
    Cookings a = cookings(p, dish, w->eaten[dish]), b = cookings(p, dish, eaten);
    w->eaten[dish] = eaten;
    const double *time = p->time + (size_t)dish * p->days;
    for (uint64_t x = b.bits & ~a.bits; x; x &= x - 1) { int d = p->day[__builtin_ctzll(x)]; w->minutes[d] += time[d]; }
    for (uint64_t x = a.bits & ~b.bits; x; x &= x - 1) { int d = p->day[__builtin_ctzll(x)]; w->minutes[d] -= time[d]; }
    int32_t more = b.count - a.count;
    if (more) {
        w->toil += p->toil[dish] * more;
        w->counts[p->kind[2 * dish]] += more;
        w->counts[p->kind[2 * dish + 1]] += more;
    }
    w->repeated += b.repeated - a.repeated;
}

static double price_of(const Problem *p, int32_t food, double grams) {
    double shortage = grams - p->at_home[food];
    if (shortage <= 0) return 0;
    if (p->pack_g[food] > 0) return ceil(shortage / p->pack_g[food]) * p->pack_usd[food];
    return shortage * p->usd_per_g[food];
}

static void portion(Week *w, int32_t m, int32_t dish, const int32_t *delta) {
    const Problem *p = w->p;
    int d = p->day[m];
    double all = 0;
    for (int e = 0; e < p->groups; e++) {
        if (!delta[e]) continue;
        double q = delta[e];
        w->energy[e * p->days + d] += q * p->energy[dish];
        w->protein[e * p->days + d] += q * p->protein[dish];
        if (p->is_held[m]) {
            double *s = w->signed_ + (size_t)e * p->limits;
            const double *c = p->columns + (size_t)dish * p->limits;
            for (int l = 0; l < p->limits; l++) s[l] += q * c[l];
        }
        all += q * p->sizes[e];
    }
    if (all != 0)
        for (int j = 0; j < p->width; j++) {
            int32_t f = p->food[(size_t)dish * p->width + j];
            if (f < 0) break;
            double before = price_of(p, f, w->grams[f]);
            w->grams[f] += all * p->grams[(size_t)dish * p->width + j];
            w->cost += price_of(p, f, w->grams[f]) - before;
        }
}

static double outside(double x, double low, double high) { return x < low ? low - x : x > high ? x - high : 0; }

static void score_day(Week *w, int d) {
    const Problem *p = w->p;
    double s = 0;
    for (int e = 0; e < p->groups; e++) {
        int at = e * p->days + d;
        s += w->price_energy[at] * outside(w->energy[at], p->energy_low[at], p->energy_high[at]);
        s += w->price_protein[at] * outside(w->protein[at], p->protein_low[at], p->protein_high[at]);
    }
    double late = w->minutes[d] - p->minutes_max[d];
    if (late > 0) s += w->price_late * late;
    w->of_day[d] = s;
}

static void score_group(Week *w, int e) {
    const Problem *p = w->p;
    const double *s = w->signed_ + (size_t)e * p->limits, *b = p->bound + (size_t)e * p->limits;
    const double *x = w->price_week + (size_t)e * p->limits;
    double total = 0;
    for (int l = 0; l < p->limits; l++) { double over = s[l] - b[l]; total += over > 0 ? over * x[l] : 0; }
    w->of_group[e] = total;
}

static double score(Week *w) {
    const Problem *p = w->p;
    double s = w->eagerness * (p->dollar * w->cost + p->disliked * w->distaste + w->toil);
    if (w->cost > p->budget) s += w->price_budget * (w->cost - p->budget);
    for (int d = 0; d < p->days; d++) s += w->of_day[d];
    for (int e = 0; e < p->groups; e++) s += w->of_group[e];
    for (int k = 1; k < p->kinds; k++)
        if (w->counts[k] > p->kind_most[k]) s += w->price_variety * (w->counts[k] - p->kind_most[k]);
    s += w->price_repeated * w->repeated;
    for (int n = 0; n < p->needed; n++) {
        double left = 1 - w->grams[p->needed_food[n]] / p->needed_g[n];
        if (left > 0) s += w->price_use_up * left;
    }
    return s;
}

/* Put a dish with quarters on a meal; what stood there is remembered. */
static void put(Week *w, int32_t m, int32_t dish, const int32_t *quarters) {
    const Problem *p = w->p;
    int32_t old = w->dish[m], *now = w->quarters + (size_t)m * p->groups, delta[MOST_GROUPS];
    if (old == dish) {
        for (int e = 0; e < p->groups; e++) delta[e] = quarters[e] - now[e];
        portion(w, m, dish, delta);
    } else {
        if (old >= 0) {
            for (int e = 0; e < p->groups; e++) delta[e] = -now[e];
            portion(w, m, old, delta);
            eat(w, old, w->eaten[old] & ~(1ull << m));
            w->distaste -= p->distaste[old];
        }
        if (dish >= 0) {
            eat(w, dish, w->eaten[dish] | 1ull << m);
            portion(w, m, dish, quarters);
            w->distaste += p->distaste[dish];
        }
        w->dish[m] = dish;
    }
    memcpy(now, quarters, sizeof(int32_t) * p->groups);
}

static void change(Week *w, int32_t m, int32_t dish, const int32_t *quarters) {
    Change *u = &w->undo[w->undos++];
    u->meal = m; u->dish = w->dish[m];
    memcpy(u->quarters, w->quarters + (size_t)m * w->p->groups, sizeof(int32_t) * w->p->groups);
    put(w, m, dish, quarters);
}

static void rescore(Week *w) {
    for (int d = 0; d < w->p->days; d++) score_day(w, d);
    for (int e = 0; e < w->p->groups; e++) score_group(w, e);
}

static void load(Week *w, const int32_t *dish, const int32_t *quarters) {
    const Problem *p = w->p;
    memset(w->eaten, 0, sizeof(uint64_t) * p->dishes);
    memset(w->energy, 0, sizeof(double) * p->groups * p->days);
    memset(w->protein, 0, sizeof(double) * p->groups * p->days);
    memset(w->signed_, 0, sizeof(double) * p->groups * p->limits);
    memset(w->grams, 0, sizeof(double) * p->foods);
    memset(w->minutes, 0, sizeof(double) * p->days);
    memset(w->counts, 0, sizeof(int32_t) * p->kinds);
    w->cost = w->distaste = 0; w->repeated = 0;
    w->toil = p->leftover * p->meals;
    int32_t *d = malloc(sizeof(int32_t) * p->meals), *q = malloc(sizeof(int32_t) * p->meals * p->groups);
    memcpy(d, dish, sizeof(int32_t) * p->meals);
    memcpy(q, quarters, sizeof(int32_t) * p->meals * p->groups);
    memset(w->quarters, 0, sizeof(int32_t) * p->meals * p->groups);
    for (int m = 0; m < p->meals; m++) w->dish[m] = -1;
    for (int m = 0; m < p->meals; m++) put(w, m, d[m], q + (size_t)m * p->groups);
    free(d); free(q);
    rescore(w);
}

/* ---- what is broken ---- */
static double broken(const Week *w) {
    const Problem *p = w->p;
    double total = 0;
    for (int e = 0; e < p->groups; e++) {
        for (int l = 0; l < p->limits; l++) {
            double over = w->signed_[(size_t)e * p->limits + l] - p->bound[(size_t)e * p->limits + l];
            if (over > 0 && !p->is_goal[l]) total += over / p->scale[(size_t)e * p->limits + l];
        }
        for (int d = 0; d < p->days; d++) {
            int at = e * p->days + d;
            if (p->energy_target[at] > 0) total += outside(w->energy[at], p->energy_low[at], p->energy_high[at]) / p->energy_target[at];
            if (p->protein_target[at] > 0) total += outside(w->protein[at], p->protein_low[at], p->protein_high[at]) / p->protein_target[at];
        }
    }
    if (w->cost > p->budget) total += (w->cost - p->budget) / fmax(p->budget, 1.0);
    for (int d = 0; d < p->days; d++) if (w->minutes[d] > p->minutes_max[d]) total += (w->minutes[d] - p->minutes_max[d]) / 60;
    for (int k = 1; k < p->kinds; k++) if (w->counts[k] > p->kind_most[k]) total += 0.05 * (w->counts[k] - p->kind_most[k]);
    total += 0.05 * w->repeated;
    for (int n = 0; n < p->needed; n++) { double left = 1 - w->grams[p->needed_food[n]] / p->needed_g[n]; if (left > 0) total += left; }
    return total;
}

static double points(const Week *w) {
    const Problem *p = w->p;
    double missed = 0, people = 0;
    for (int e = 0; e < p->groups; e++) {
        people += p->sizes[e];
        for (int l = 0; l < p->limits; l++) {
            double over = w->signed_[(size_t)e * p->limits + l] - p->bound[(size_t)e * p->limits + l];
            if (over > 0 && p->is_goal[l]) missed += p->sizes[e] * over / p->scale[(size_t)e * p->limits + l];
        }
    }
    return p->dollar * w->cost + p->disliked * w->distaste + w->toil + p->goal_missed * missed / people;
}

static double adapted(double price, int is_broken, double dearer, double cheaper) {
    price *= is_broken ? dearer : cheaper;
    return price < 0.15 ? 0.15 : price > 50 ? 50 : price;
}

/* Prices as multiples of the first; kept beside as such and written out with eagerness. */
typedef struct { double *week, *energy, *protein; double budget, late, variety, repeated, use_up; } Multiples;
static Multiples mult(Week *w, double *store) {
    const Problem *p = w->p; Multiples x; (void)w;
    x.week = store; x.energy = x.week + p->groups * p->limits; x.protein = x.energy + p->groups * p->days;
    return x;
}
struct Full { Week w; double *mult; double mb, ml, mv, mr, mu; };

static void write_prices(struct Full *f) {
    Week *w = &f->w; const Problem *p = w->p; Multiples x = mult(w, f->mult);
    double people = 0;
    for (int e = 0; e < p->groups; e++) people += p->sizes[e];
    for (int e = 0; e < p->groups; e++) {
        for (int l = 0; l < p->limits; l++) {
            size_t at = (size_t)e * p->limits + l;
            if (p->is_goal[l]) w->price_week[at] = w->eagerness * p->goal_missed * p->sizes[e] / people / p->scale[at];
            else w->price_week[at] = w->first * x.week[at] / p->scale[at];
        }
        for (int d = 0; d < p->days; d++) {
            int at = e * p->days + d;
            w->price_energy[at] = p->energy_target[at] > 0 ? w->first * x.energy[at] / p->energy_target[at] : 0;
            w->price_protein[at] = p->protein_target[at] > 0 ? w->first * x.protein[at] / p->protein_target[at] : 0;
        }
    }
    w->price_budget = w->first * f->mb / fmax(p->budget, 1.0);
    w->price_late = w->first / 60 * f->ml;
    w->price_variety = w->first * 0.05 * f->mv;
    w->price_repeated = w->first * 0.05 * f->mr;
    w->price_use_up = w->first * f->mu;
    rescore(w);
}

static void adapt(struct Full *f, double up, double down) {
    Week *w = &f->w; const Problem *p = w->p; Multiples x = mult(w, f->mult);
    for (int e = 0; e < p->groups; e++) {
        for (int l = 0; l < p->limits; l++) {
            size_t at = (size_t)e * p->limits + l;
            if (!p->is_goal[l]) x.week[at] = adapted(x.week[at], w->signed_[at] > p->bound[at] + 1e-9, up, down);
        }
        for (int d = 0; d < p->days; d++) {
            int at = e * p->days + d;
            x.energy[at] = adapted(x.energy[at], outside(w->energy[at], p->energy_low[at], p->energy_high[at]) > 1e-9, up, down);
            x.protein[at] = adapted(x.protein[at], outside(w->protein[at], p->protein_low[at], p->protein_high[at]) > 1e-9, up, down);
        }
    }
    int late = 0, crowd = 0, left = 0;
    for (int d = 0; d < p->days; d++) late |= w->minutes[d] > p->minutes_max[d] + 1e-9;
    for (int k = 1; k < p->kinds; k++) crowd |= w->counts[k] > p->kind_most[k];
    for (int n = 0; n < p->needed; n++) left |= w->grams[p->needed_food[n]] < p->needed_g[n];
    f->mb = adapted(f->mb, w->cost > p->budget, up, down);
    f->ml = adapted(f->ml, late, up, down);
    f->mv = adapted(f->mv, crowd, up, down);
    f->mr = adapted(f->mr, w->repeated > 0, up, down);
    f->mu = adapted(f->mu, left, up, down);
    write_prices(f);
}

/* ---- moves ---- */

/* Quarters of a dish at a meal that bring each group's day to its energy, and the other meals'
 * quarters one up or down where that suits the day's protein better. */
static void refit(Week *w, int32_t m, int32_t dish) {
    const Problem *p = w->p;
    int d = p->day[m], E = p->groups, others[8], n = 0;
    int32_t mine[MOST_GROUPS], theirs[8][MOST_GROUPS];
    for (int o = 0; o < p->meals; o++)
        if (o != m && p->day[o] == d && p->is_free[o] && w->dish[o] >= 0 && n < 3) others[n++] = o;
    int32_t old = w->dish[m];
    int moved[8] = {0};
    static const int pow3[] = {1, 3, 9, 27};
    for (int e = 0; e < E; e++) {
        int at = e * p->days + d;
        double own = w->quarters[(size_t)m * E + e];
        double energy = w->energy[at] - (old >= 0 ? own * p->energy[old] : 0);
        double protein = w->protein[at] - (old >= 0 ? own * p->protein[old] : 0);
        size_t where = ((size_t)p->slot[m] * p->dishes + dish) * E + e;
        int32_t lo = p->low[where], hi = p->high[where];
        double bestx = 1e300;
        for (int o = 0; o < n; o++) theirs[o][e] = w->quarters[(size_t)others[o] * E + e];
        int32_t bq = lo; int bk = 0;
        double jitter = 0.02 * p->energy_target[at];
        for (int k = 0; k < pow3[n]; k++) {
            double en = energy, pr = protein, x = 0;
            int ok = 1, kk = k;
            for (int o = 0; o < n; o++, kk /= 3) {
                int step = kk % 3 == 2 ? -1 : kk % 3;
                if (!step) continue;
                int32_t q = theirs[o][e] + step, od = w->dish[others[o]];
                size_t ow = ((size_t)p->slot[others[o]] * p->dishes + od) * E + e;
                if (q < p->low[ow] || q > p->high[ow]) { ok = 0; break; }
                en += step * p->energy[od]; pr += step * p->protein[od];
                x += 0.05;
            }
            if (!ok) continue;
            double left = p->energy_target[at] > 0 ? (p->energy_target[at] - en) / p->energy[dish] : 4;
            int32_t q = (int32_t)floor(left + 0.5);
            if (q < lo) q = lo;
            if (q > hi) q = hi;
            en += q * p->energy[dish]; pr += q * p->protein[dish];
            x += w->price_energy[at] * outside(en, p->energy_low[at], p->energy_high[at]) + w->price_protein[at] * outside(pr, p->protein_low[at], p->protein_high[at]);
            x += 1.0 * unit(w);
            if (x < bestx) { bestx = x; bq = q; bk = k; }
        }
        (void)jitter;
        mine[e] = bq;
        for (int o = 0; o < n; o++, bk /= 3) {
            int step = bk % 3 == 2 ? -1 : bk % 3;
            theirs[o][e] += step;
            moved[o] |= step != 0;
        }
    }
    change(w, m, dish, mine);
    for (int o = 0; o < n; o++) if (moved[o]) change(w, others[o], w->dish[others[o]], theirs[o]);
}

static int may(const Week *w, int32_t m, int32_t dish) { return w->p->may[(size_t)m * w->p->dishes + dish]; }
static int32_t any_free(Week *w) { return w->free_meals[below(w, w->frees)]; }
static int32_t any_dish(Week *w, int32_t m) {
    const Problem *p = w->p;
    return p->pool[p->pool_start[m] + below(w, p->pool_start[m + 1] - p->pool_start[m])];
}

static int move_replace(Week *w) {
    int32_t m = any_free(w), r = any_dish(w, m);
    if (r == w->dish[m]) return 0;
    refit(w, m, r);
    return 1;
}
/* Eat at a meal what is eaten at another of the week: a leftover, if it keeps. */
static int move_leftover(Week *w) {
    int32_t m = any_free(w), n = any_free(w), r = w->dish[n];
    if (m == n || r == w->dish[m] || !may(w, m, r)) return 0;
    refit(w, m, r);
    return 1;
}
/* Another dish wherever one is eaten. */
static int move_all(Week *w) {
    int32_t m = any_free(w), old = w->dish[m], r = any_dish(w, m);
    if (r == old) return 0;
    uint64_t at = w->eaten[old];
    for (uint64_t x = at; x; x &= x - 1) { int o = __builtin_ctzll(x); if (!w->p->is_free[o] || !may(w, o, r)) return 0; }
    if (__builtin_popcountll(at) > 6) return 0;
    for (uint64_t x = at; x; x &= x - 1) refit(w, __builtin_ctzll(x), r);
    return 1;
}
/* One dish cooked for two or three meals near each other. */
static int move_batch(Week *w) {
    const Problem *p = w->p;
    int32_t m = any_free(w), r = any_dish(w, m);
    int want = 2 + below(w, p->meals_of_a_cooking > 2 ? 2 : 1), got = 1, used = 1 << p->day[m];
    if (p->keeps[r] < 1) return 0;
    refit(w, m, r);
    for (int tries = 0; tries < 8 && got < want; tries++) {
        int32_t n = any_free(w);
        int far = p->day[n] - p->day[m];
        if (far < 0) far = -far;
        if (used >> p->day[n] & 1 || far > p->keeps[r] || !may(w, n, r)) continue;
        refit(w, n, r); used |= 1 << p->day[n]; got++;
    }
    return 1;
}
static int move_swap(Week *w) {
    const Problem *p = w->p;
    int32_t m = any_free(w), n = any_free(w), a = w->dish[m], b = w->dish[n];
    if (a == b || p->day[m] == p->day[n] || !may(w, m, b) || !may(w, n, a)) return 0;
    if (below(w, 2)) { refit(w, m, b); refit(w, n, a); return 1; }
    int32_t qa[MOST_GROUPS], qb[MOST_GROUPS];
    for (int e = 0; e < p->groups; e++) { qa[e] = w->quarters[m * p->groups + e]; qb[e] = w->quarters[n * p->groups + e]; 
        size_t wa=((size_t)p->slot[n] * p->dishes + a) * p->groups + e, wb=((size_t)p->slot[m] * p->dishes + b) * p->groups + e;
        if (qa[e]<p->low[wa]||qa[e]>p->high[wa]||qb[e]<p->low[wb]||qb[e]>p->high[wb]) return 0; }
    change(w, m, b, qb); change(w, n, a, qa);
    return 1;
}
/* A quarter more or fewer of one meal for one group, and perhaps the reverse of another. */
static int move_portion(Week *w) {
    const Problem *p = w->p;
    int32_t m = any_free(w), E = p->groups, e = below(w, E), q[MOST_GROUPS];
    int two = below(w, 2), step = below(w, 2) ? 1 : -1;
    size_t at = ((size_t)p->slot[m] * p->dishes + w->dish[m]) * E + e;
    memcpy(q, w->quarters + (size_t)m * E, sizeof(int32_t) * E);
    q[e] += step;
    if (q[e] < p->low[at] || q[e] > p->high[at]) return 0;
    change(w, m, w->dish[m], q);
    if (two) {
        int32_t n = any_free(w);
        for (int t = 0; t < 8 && (n == m || p->day[n] != p->day[m]); t++) n = any_free(w);
        if (n == m || p->day[n] != p->day[m]) return 1;
        size_t an = ((size_t)p->slot[n] * p->dishes + w->dish[n]) * E + e;
        memcpy(q, w->quarters + (size_t)n * E, sizeof(int32_t) * E);
        q[e] -= step;
        if (q[e] < p->low[an] || q[e] > p->high[an]) return 1;
        change(w, n, w->dish[n], q);
    }
    return 1;
}
/* All meals of two days change places. */
static int move_days(Week *w) {
    const Problem *p = w->p;
    int32_t m = any_free(w), n = any_free(w), a = p->day[m], b = p->day[n];
    if (a == b) return 0;
    int32_t ma[8], mb[8]; int k = 0;
    for (int o = 0; o < p->meals && k < 8; o++) {
        if (p->day[o] != a) continue;
        int other = -1;
        for (int u = 0; u < p->meals; u++) if (p->day[u] == b && p->slot[u] == p->slot[o]) other = u;
        if (other < 0 || !p->is_free[o] || !p->is_free[other]) return 0;
        if (!may(w, o, w->dish[other]) || !may(w, other, w->dish[o])) return 0;
        ma[k] = o; mb[k++] = other;
    }
    int32_t qa[MOST_GROUPS], qb[MOST_GROUPS];
    for (int i = 0; i < k; i++) {
        int32_t da = w->dish[ma[i]], db = w->dish[mb[i]];
        memcpy(qa, w->quarters + (size_t)ma[i] * p->groups, sizeof(int32_t) * p->groups);
        memcpy(qb, w->quarters + (size_t)mb[i] * p->groups, sizeof(int32_t) * p->groups);
        if (da == db && !memcmp(qa, qb, sizeof(int32_t) * p->groups)) continue;
        change(w, ma[i], db, qb); change(w, mb[i], da, qa);
    }
    return w->undos > 0;
}

typedef int (*Move)(Week *);
static const Move MOVES[] = {move_replace, move_leftover, move_all, move_batch, move_swap, move_portion, move_days};

static void remember(struct Full *f) {
    Week *w = &f->w; const Problem *p = w->p;
    double b = broken(w);
    if (b <= 1e-9) {
        double x = points(w);
        if (x < w->best - 1e-9) {
            if (w->best > 1e299) { w->eagerness = 1.0; }
            w->best = x; w->best_at = w->moves;
            memcpy(w->best_dish, w->dish, sizeof(int32_t) * p->meals);
            memcpy(w->best_quarters, w->quarters, sizeof(int32_t) * p->meals * p->groups);
        }
    } else if (w->best > 1e299 && b < w->near_broken) {
        w->near_broken = b;
        memcpy(w->near_dish, w->dish, sizeof(int32_t) * p->meals);
        memcpy(w->near_quarters, w->quarters, sizeof(int32_t) * p->meals * p->groups);
    }
}

struct Full *week_new(const Problem *p, const int32_t *dish, const int32_t *quarters, uint64_t seed, double first, double eagerness) {
    struct Full *f = calloc(1, sizeof *f);
    Week *w = &f->w;
    w->p = p;
    uint64_t z = seed;
    for (int i = 0; i < 4; i++) {
        z += 0x9e3779b97f4a7c15ull;
        uint64_t x = z;
        x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ull; x = (x ^ x >> 27) * 0x94d049bb133111ebull;
        w->random[i] = x ^ x >> 31;
    }
    size_t M = p->meals, E = p->groups;
    w->dish = calloc(M, 4); w->quarters = calloc(M * E, 4);
    w->best_dish = calloc(M, 4); w->best_quarters = calloc(M * E, 4);
    w->near_dish = calloc(M, 4); w->near_quarters = calloc(M * E, 4);
    w->eaten = calloc(p->dishes, 8);
    w->energy = calloc(E * p->days, 8); w->protein = calloc(E * p->days, 8);
    w->signed_ = calloc(E * p->limits + 1, 8); w->grams = calloc(p->foods, 8); w->minutes = calloc(p->days, 8);
    w->counts = calloc(p->kinds, 4);
    w->price_week = calloc(E * p->limits + 1, 8); w->price_energy = calloc(E * p->days, 8); w->price_protein = calloc(E * p->days, 8);
    f->mult = malloc(sizeof(double) * (E * p->limits + 2 * E * p->days));
    for (size_t i = 0; i < E * p->limits + 2 * E * p->days; i++) f->mult[i] = 1;
    f->mb = f->ml = f->mv = f->mr = f->mu = 1;
    w->first = first; w->eagerness = eagerness;
    w->best = 1e300; w->near_broken = 1e300;
    w->free_meals = calloc(M, 4);
    for (size_t m = 0; m < M; m++) if (p->is_free[m]) w->free_meals[w->frees++] = (int32_t)m;
    load(w, dish, quarters);
    write_prices(f);
    remember(f);
    return f;
}

void week_load(struct Full *f, const int32_t *dish, const int32_t *quarters) { load(&f->w, dish, quarters); }
void week_free(struct Full *f) {
    Week *w = &f->w;
    free(w->dish); free(w->quarters); free(w->best_dish); free(w->best_quarters); free(w->near_dish); free(w->near_quarters);
    free(w->eaten); free(w->energy); free(w->protein); free(w->signed_); free(w->grams); free(w->minutes); free(w->counts);
    free(w->price_week); free(w->price_energy); free(w->price_protein); free(f->mult); free(w->free_meals); free(f);
}

/* Take so many moves, the heat falling by `cooling` each. `shares` (7) of 1000. */
void week_run(struct Full *f, int64_t moves, double heat, double cooling, const int32_t *shares, int32_t period, double up, double down) {
    Week *w = &f->w; const Problem *p = w->p;
    if (!w->frees) return;
    double now = score(w);
    for (int64_t i = 0; i < moves; i++, heat *= cooling) {
        int32_t draw = below(w, 1000), kind = 0;
        while (kind < 6 && draw >= shares[kind]) draw -= shares[kind++];
        w->undos = 0;
        w->moves++;
        w->tried[kind]++;
        int moved = MOVES[kind](w);
        if (moved || w->undos) {
            for (int u = 0; u < w->undos; u++) score_day(w, p->day[w->undo[u].meal]);
            /* cookings may have moved to other days */
            for (int d = 0; d < p->days; d++) score_day(w, d);
            for (int e = 0; e < p->groups; e++) score_group(w, e);
            double after = score(w);
            if (moved && after - now <= heat * p->exponential[next(w) >> 52]) {
                now = after;
                w->taken[kind]++;
                if (w->cost <= p->budget && w->repeated == 0) {
                    int fits = 1;
                    for (int d = 0; fits && d < p->days; d++) fits = w->minutes[d] <= p->minutes_max[d];
                    for (int e = 0; fits && e < p->groups; e++)
                        for (int d = 0; fits && d < p->days; d++) { int at = e * p->days + d;
                            fits = w->energy[at] >= p->energy_low[at] && w->energy[at] <= p->energy_high[at] && w->protein[at] >= p->protein_low[at] && w->protein[at] <= p->protein_high[at]; }
                    if (fits) { int first = w->best > 1e299; remember(f); if (first && w->best < 1e299) { write_prices(f); now = score(w); } }
                }
            } else {
                for (int u = w->undos - 1; u >= 0; u--) put(w, w->undo[u].meal, w->undo[u].dish, w->undo[u].quarters);
                for (int d = 0; d < p->days; d++) score_day(w, d);
                for (int e = 0; e < p->groups; e++) score_group(w, e);
            }
        }
        if (w->moves % period == 0) { remember(f); adapt(f, up, down); now = score(w); }
    }
}
double week_best(struct Full *f, int32_t *dish, int32_t *quarters) {
    Week *w = &f->w;
    memcpy(dish, w->best_dish, 4 * w->p->meals); memcpy(quarters, w->best_quarters, 4 * w->p->meals * w->p->groups);
    return w->best;
}
double week_near(struct Full *f, int32_t *dish, int32_t *quarters) {
    Week *w = &f->w;
    memcpy(dish, w->near_dish, 4 * w->p->meals); memcpy(quarters, w->near_quarters, 4 * w->p->meals * w->p->groups);
    return w->near_broken;
}
void week_stats(struct Full *f, int64_t *out) { for (int i = 0; i < 8; i++) { out[2*i] = f->w.tried[i]; out[2*i+1] = f->w.taken[i]; } }
