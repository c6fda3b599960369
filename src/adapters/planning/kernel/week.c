/* The local search over a week: annealing by small changes, the same for the same seed.
 *
 * The state holds a dish and quarters of a serving for every meal, and every sum a limit looks at.
 * A move changes a few meals, is scored by what the sums have become, and is undone unless
 * Boltzmann's law lets it stand. What breaks a limit costs points that rise while it is broken and
 * fall while it is kept. Nothing reads a clock, and no function of a maths library that rounds
 * differently elsewhere is called: equal arguments give equal weeks on every machine.
 *
 * `binding.py` fills `Problem` and documents the shapes; it has checked every index.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "week.h"

#define MOST_CHANGES 64
#define OTHERS 3 /* further meals of a day whose portions a new dish may change */
#define KEPT 1e-9

/* Shares of a limit that one minute, one cooking or one repetition too many are. */
#define A_MINUTE (1.0 / 60)
#define A_CROWD 0.05
#define A_REPETITION 0.05

/* How far prices may fall and rise, of the first one. */
#define LEAST_PRICE 0.15
#define MOST_PRICE 10.0

#define A_STEP 0.02     /* points a changed portion of another meal costs a refit */
#define REFIT_NOISE 0.2 /* points by which refits are blurred, so that not always one is taken */
#define PASSES 3        /* times the portions of a day are changed by a quarter, at most */
#define LANES 28        /* room for 27 tries, a multiple of what processors take at once */
#define MOST_COST 6e4f  /* points of a try nobody takes */
#define BLURS 4096      /* random numbers that are drawn once and used again and again */

/* What stood at a meal before. */
typedef struct {
    int32_t meal, dish;
    int32_t quarters[MOST_GROUPS];
} Change;

/* What was needed of a food before, and what that cost. */
typedef struct {
    int32_t food;
    double grams, paid;
} Bought;

/* Prices as multiples of the first one. */
typedef struct {
    double *weekly, *energy, *protein; /* (E, L), (E, D), (E, D) */
    double budget, late, crowd, repeated, unused;
} Prices;

/* What the whole week adds up to. */
typedef struct {
    double cost, toil, distaste;
    int32_t repeated;
    double of_day[MOST_MEALS], of_group[MOST_GROUPS]; /* what bands and weekly limits cost */
} Totals;

struct Week {
    const Problem *p;
    uint64_t random[4];
    int32_t *dish, *quarters; /* (M), (M, E) */
    uint64_t *eaten;          /* (R) the meals at which a dish is eaten, as bits */
    double *sums;             /* all of the next four, which are parts of it */
    double *energy, *protein; /* (E, D) */
    double *weekly;           /* (E, L) amounts times the limit's sign */
    double *minutes;          /* (D) */
    double *grams, *paid;     /* (I) needed of a food, US dollars for it */
    int32_t *counts;          /* (K) cookings of each protein and kitchen */
    Totals now;
    Prices times, price;
    double first_price, eagerness;
    int32_t *best_dish, *best_quarters, *near_dish, *near_quarters;
    double best, near;
    int32_t *free_meals, frees;
    float blurs[BLURS + LANES];
    /* How it was before the move. */
    Change undo[MOST_CHANGES];
    Bought *returned;
    int32_t undos, returns;
    double *sums_before;
    int32_t *counts_before;
    Totals before;
};

/* ---- chance ---------------------------------------------------------------------------------- */

static uint64_t rotated(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

/* xoshiro256**. Source: Blackman and Vigna, doi.org/10.1145/3460772 */
static uint64_t chance(Week *w) {
    uint64_t *s = w->random, drawn = rotated(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 45);
    return drawn;
}

static int32_t below(Week *w, int32_t n) {
    return (int32_t)(((chance(w) >> 32) * (uint64_t)n) >> 32);
}

static double unit(Week *w) { return (double)(chance(w) >> 11) * 0x1p-53; }

/* splitmix64. Source: Steele, Lea and Flood, doi.org/10.1145/2714064.2660195 */
static void seed(Week *w, uint64_t from) {
    for (int i = 0; i < 4; i++) {
        uint64_t x = from += 0x9e3779b97f4a7c15u;
        x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
        x = (x ^ x >> 27) * 0x94d049bb133111ebu;
        w->random[i] = x ^ x >> 31;
    }
}

/* ---- what stands ----------------------------------------------------------------------------- */

typedef struct {
    uint64_t bits; /* meals at which the dish is cooked; at the others it is a leftover */
    int32_t count, repeated;
} Cookings;

/* Tell cookings from leftovers: `kitchen.py` does the same in Python. */
static Cookings cookings(const Problem *p, int32_t dish, uint64_t eaten) {
    Cookings found = {0, 0, 0};
    int32_t meals = 0, cooked = -NEVER, last = -NEVER;
    for (; eaten; eaten &= eaten - 1) {
        int meal = __builtin_ctzll(eaten);
        int32_t day = p->day[meal];
        found.repeated += day == last;
        meals++;
        if (day - cooked > p->keeps[dish] || meals > p->meals_of_a_cooking || day == last) {
            found.repeated += day != last && day - last < p->gap[dish];
            found.bits |= 1ull << meal;
            found.count++;
            meals = 1;
            cooked = day;
        }
        last = day;
    }
    return found;
}

static void eat(Week *w, int32_t dish, uint64_t eaten) {
    const Problem *p = w->p;
    Cookings before = cookings(p, dish, w->eaten[dish]), after = cookings(p, dish, eaten);
    const double *time = p->time + (size_t)dish * p->days;
    int32_t more = after.count - before.count;
    w->eaten[dish] = eaten;
    for (uint64_t x = after.bits & ~before.bits; x; x &= x - 1) {
        int32_t day = p->day[__builtin_ctzll(x)];
        w->minutes[day] += time[day];
    }
    for (uint64_t x = before.bits & ~after.bits; x; x &= x - 1) {
        int32_t day = p->day[__builtin_ctzll(x)];
        w->minutes[day] -= time[day];
    }
    w->now.toil += p->toil[dish] * more;
    w->counts[p->kind[2 * dish]] += more;
    w->counts[p->kind[2 * dish + 1]] += more;
    w->now.repeated += after.repeated - before.repeated;
}

static double whole(double x) { /* the next whole number; exact for what packs there can be */
    double down = (double)(int64_t)x;
    return down < x ? down + 1 : down;
}

static double price_of(const Problem *p, int32_t food, double grams) {
    double missing = grams - p->at_home[food];
    if (missing <= 0) return 0;
    if (p->pack_g[food] > 0) return whole(missing / p->pack_g[food]) * p->pack_usd[food];
    return missing * p->usd_per_g[food];
}

/* Need so many quarters more of a dish's foods. */
static void buy(Week *w, int32_t dish, double quarters) {
    const Problem *p = w->p;
    const int32_t *foods = p->food + (size_t)dish * p->width;
    const double *each = p->grams + (size_t)dish * p->width;
    double *grams = w->grams, *paid = w->paid, cost = w->now.cost;
    Bought *returned = w->returned + w->returns;
    int count = 0;
    for (; count < p->width && foods[count] >= 0; count++) {
        int32_t food = foods[count];
        double needed = grams[food] + quarters * each[count], price = price_of(p, food, needed);
        returned[count] = (Bought){food, grams[food], paid[food]};
        cost += price - paid[food];
        grams[food] = needed;
        paid[food] = price;
    }
    w->returns += count;
    w->now.cost = cost;
}

static void serve(Week *w, int32_t meal, int32_t dish, const int32_t *more) {
    const Problem *p = w->p;
    int32_t day = p->day[meal];
    double all = 0;
    for (int e = 0; e < p->groups; e++) {
        if (!more[e]) continue;
        double quarters = more[e];
        all += quarters * p->sizes[e];
        w->energy[e * p->days + day] += quarters * p->energy[dish];
        w->protein[e * p->days + day] += quarters * p->protein[dish];
        if (!p->is_held[meal]) continue;
        double *sums = w->weekly + (size_t)e * p->limits;
        const double *each = p->columns + (size_t)dish * p->limits;
        for (int l = 0; l < p->limits; l++) sums[l] += quarters * each[l];
    }
    if (all != 0) buy(w, dish, all);
}

static void put(Week *w, int32_t meal, int32_t dish, const int32_t *quarters) {
    const Problem *p = w->p;
    int32_t old = w->dish[meal], *now = w->quarters + (size_t)meal * p->groups;
    int32_t more[MOST_GROUPS];
    if (old == dish) {
        for (int e = 0; e < p->groups; e++) more[e] = quarters[e] - now[e];
        serve(w, meal, dish, more);
    } else {
        if (old >= 0) {
            for (int e = 0; e < p->groups; e++) more[e] = -now[e];
            serve(w, meal, old, more);
            eat(w, old, w->eaten[old] & ~(1ull << meal));
            w->now.distaste -= p->distaste[old];
        }
        eat(w, dish, w->eaten[dish] | 1ull << meal);
        serve(w, meal, dish, quarters);
        w->now.distaste += p->distaste[dish];
        w->dish[meal] = dish;
    }
    memcpy(now, quarters, sizeof(int32_t) * (size_t)p->groups);
}

/* Return how many sums there are. */
static size_t sums_of(const Problem *p) {
    size_t groups = (size_t)p->groups, days = (size_t)p->days;
    return 2 * groups * days + groups * (size_t)p->limits + days;
}

/* Put, and remember what stood there. */
static void change(Week *w, int32_t meal, int32_t dish, const int32_t *quarters) {
    Change *undo = &w->undo[w->undos++];
    undo->meal = meal;
    undo->dish = w->dish[meal];
    memcpy(undo->quarters, w->quarters + (size_t)meal * w->p->groups,
           sizeof(int32_t) * (size_t)w->p->groups);
    put(w, meal, dish, quarters);
}

static void copy_totals(const Problem *p, Totals *to, const Totals *from) {
    to->cost = from->cost;
    to->toil = from->toil;
    to->distaste = from->distaste;
    to->repeated = from->repeated;
    memcpy(to->of_day, from->of_day, sizeof(double) * (size_t)p->days);
    memcpy(to->of_group, from->of_group, sizeof(double) * (size_t)p->groups);
}

/* Remember the sums before a move. */
static void begin(Week *w) {
    const Problem *p = w->p;
    w->undos = w->returns = 0;
    memcpy(w->sums_before, w->sums, sizeof(double) * sums_of(p));
    memcpy(w->counts_before, w->counts, sizeof(int32_t) * (size_t)p->kinds);
    copy_totals(p, &w->before, &w->now);
}

/* Take the move back, to the last bit. */
static void take_back(Week *w) {
    const Problem *p = w->p;
    memcpy(w->sums, w->sums_before, sizeof(double) * sums_of(p));
    memcpy(w->counts, w->counts_before, sizeof(int32_t) * (size_t)p->kinds);
    copy_totals(p, &w->now, &w->before);
    while (w->returns > 0) {
        const Bought *was = &w->returned[--w->returns];
        w->grams[was->food] = was->grams;
        w->paid[was->food] = was->paid;
    }
    while (w->undos > 0) {
        const Change *was = &w->undo[--w->undos];
        w->eaten[w->dish[was->meal]] &= ~(1ull << was->meal);
        w->eaten[was->dish] |= 1ull << was->meal;
        w->dish[was->meal] = was->dish;
        memcpy(w->quarters + (size_t)was->meal * p->groups, was->quarters,
               sizeof(int32_t) * (size_t)p->groups);
    }
}

/* ---- what it costs --------------------------------------------------------------------------- */

static double outside(double x, double low, double high) {
    return x < low ? low - x : x > high ? x - high : 0;
}

static void score_day(Week *w, int32_t day) {
    const Problem *p = w->p;
    double points = 0;
    for (int e = 0; e < p->groups; e++) {
        int at = e * p->days + day;
        points += w->price.energy[at] *
                  outside(w->energy[at], p->energy_low[at], p->energy_high[at]);
        points += w->price.protein[at] *
                  outside(w->protein[at], p->protein_low[at], p->protein_high[at]);
    }
    w->now.of_day[day] = points;
}

static void score_group(Week *w, int e) {
    const Problem *p = w->p;
    size_t first = (size_t)e * p->limits;
    const double *sums = w->weekly + first, *bound = p->bound + first;
    const double *price = w->price.weekly + first;
    double points = 0;
    for (int l = 0; l < p->limits; l++) {
        double over = sums[l] - bound[l];
        points += over > 0 ? over * price[l] : 0;
    }
    w->now.of_group[e] = points;
}

static void score_all(Week *w) {
    for (int d = 0; d < w->p->days; d++) score_day(w, d);
    for (int e = 0; e < w->p->groups; e++) score_group(w, e);
}

static double late(const Week *w) {
    double minutes = 0;
    for (int d = 0; d < w->p->days; d++)
        if (w->minutes[d] > w->p->minutes_max[d]) minutes += w->minutes[d] - w->p->minutes_max[d];
    return minutes;
}

static int32_t crowd(const Week *w) {
    int32_t cookings_too_many = 0;
    for (int k = 1; k < w->p->kinds; k++)
        if (w->counts[k] > w->p->kind_most[k])
            cookings_too_many += w->counts[k] - w->p->kind_most[k];
    return cookings_too_many;
}

static double unused(const Week *w) {
    double shares = 0;
    for (int n = 0; n < w->p->needed; n++) {
        double left = 1 - w->grams[w->p->needed_food[n]] / w->p->needed_g[n];
        if (left > 0) shares += left;
    }
    return shares;
}

static double over_budget(const Week *w) {
    return w->now.cost > w->p->budget ? w->now.cost - w->p->budget : 0;
}

static double score(const Week *w) {
    const Problem *p = w->p;
    double points = p->dollar * w->now.cost + p->disliked * w->now.distaste + w->now.toil;
    points *= w->eagerness;
    for (int d = 0; d < p->days; d++) points += w->now.of_day[d];
    for (int e = 0; e < p->groups; e++) points += w->now.of_group[e];
    return points + w->price.budget * over_budget(w) + w->price.late * late(w) +
           w->price.crowd * crowd(w) + w->price.repeated * w->now.repeated +
           w->price.unused * unused(w);
}

/* All breaches as shares of their limits; a week without any is a plan. */
static double broken(const Week *w) {
    const Problem *p = w->p;
    double total = 0;
    for (int e = 0; e < p->groups; e++) {
        for (int l = 0; l < p->limits; l++) {
            size_t at = (size_t)e * p->limits + l;
            double over = w->weekly[at] - p->bound[at];
            if (over > 0 && !p->is_goal[l]) total += over / p->scale[at];
        }
        for (int d = 0; d < p->days; d++) {
            int at = e * p->days + d;
            if (p->energy_target[at] > 0)
                total += outside(w->energy[at], p->energy_low[at], p->energy_high[at]) /
                         p->energy_target[at];
            if (p->protein_target[at] > 0)
                total += outside(w->protein[at], p->protein_low[at], p->protein_high[at]) /
                         p->protein_target[at];
        }
    }
    return total + over_budget(w) / (p->budget > 1 ? p->budget : 1) + A_MINUTE * late(w) +
           A_CROWD * crowd(w) + A_REPETITION * w->now.repeated + unused(w);
}

static double points(const Week *w) {
    const Problem *p = w->p;
    double missed = 0;
    for (int e = 0; e < p->groups; e++)
        for (int l = 0; l < p->limits; l++) {
            size_t at = (size_t)e * p->limits + l;
            double over = w->weekly[at] - p->bound[at];
            if (over > 0 && p->is_goal[l]) missed += p->sizes[e] * over / p->scale[at];
        }
    return p->dollar * w->now.cost + p->disliked * w->now.distaste + w->now.toil +
           p->goal_missed * missed / p->people;
}

/* ---- prices ---------------------------------------------------------------------------------- */

static void write_prices(Week *w) {
    const Problem *p = w->p;
    double first = w->first_price;
    for (int e = 0; e < p->groups; e++) {
        for (int l = 0; l < p->limits; l++) {
            size_t at = (size_t)e * p->limits + l;
            double goal = w->eagerness * p->goal_missed * p->sizes[e] / p->people;
            w->price.weekly[at] =
                (p->is_goal[l] ? goal : first * w->times.weekly[at]) / p->scale[at];
        }
        for (int d = 0; d < p->days; d++) {
            int at = e * p->days + d;
            double energy = p->energy_target[at], protein = p->protein_target[at];
            w->price.energy[at] = energy > 0 ? first * w->times.energy[at] / energy : 0;
            w->price.protein[at] = protein > 0 ? first * w->times.protein[at] / protein : 0;
        }
    }
    w->price.budget = first * w->times.budget / (p->budget > 1 ? p->budget : 1);
    w->price.late = first * A_MINUTE * w->times.late;
    w->price.crowd = first * A_CROWD * w->times.crowd;
    w->price.repeated = first * A_REPETITION * w->times.repeated;
    w->price.unused = first * w->times.unused;
    score_all(w);
}

static void adapt_one(double *times, int is_broken, const Schedule *s) {
    double now = *times * (is_broken ? s->dearer : s->cheaper);
    *times = now < LEAST_PRICE ? LEAST_PRICE : now > MOST_PRICE ? MOST_PRICE : now;
}

/* Make what is broken dearer, and what is kept cheaper. */
static void adapt(Week *w, const Schedule *s) {
    const Problem *p = w->p;
    for (int e = 0; e < p->groups; e++) {
        for (int l = 0; l < p->limits; l++) {
            size_t at = (size_t)e * p->limits + l;
            adapt_one(&w->times.weekly[at], w->weekly[at] > p->bound[at] + KEPT, s);
        }
        for (int d = 0; d < p->days; d++) {
            int at = e * p->days + d;
            double energy = outside(w->energy[at], p->energy_low[at], p->energy_high[at]);
            double protein = outside(w->protein[at], p->protein_low[at], p->protein_high[at]);
            adapt_one(&w->times.energy[at], energy > KEPT, s);
            adapt_one(&w->times.protein[at], protein > KEPT, s);
        }
    }
    adapt_one(&w->times.budget, over_budget(w) > 0, s);
    adapt_one(&w->times.late, late(w) > KEPT, s);
    adapt_one(&w->times.crowd, crowd(w) > 0, s);
    adapt_one(&w->times.repeated, w->now.repeated > 0, s);
    adapt_one(&w->times.unused, unused(w) > 0, s);
    write_prices(w);
}

/* ---- moves: each returns whether it changed anything ----------------------------------------- */

static int32_t any_meal(Week *w) { return w->free_meals[below(w, w->frees)]; }

static int32_t any_dish(Week *w, int32_t meal) {
    const int32_t *first = w->p->pool_start + meal;
    return w->p->pool[first[0] + below(w, first[1] - first[0])];
}

static int may(const Week *w, int32_t meal, int32_t dish) {
    return w->p->may[(size_t)meal * w->p->dishes + dish];
}

/* Where the fewest and most quarters of a dish at a meal stand for a group. */
static size_t range_at(const Problem *p, int32_t meal, int32_t dish, int e) {
    return ((size_t)p->slot[meal] * p->dishes + dish) * p->groups + e;
}

static int in_range(const Problem *p, int32_t meal, int32_t dish, int e, int32_t quarters) {
    size_t at = range_at(p, meal, dish, e);
    return quarters >= p->low[at] && quarters <= p->high[at];
}

typedef struct {
    int32_t meals[OTHERS], count;
    int32_t quarters[OTHERS][MOST_GROUPS], moved[OTHERS];
} Others;

static Others others_of(const Week *w, int32_t meal) {
    const Problem *p = w->p;
    Others found = {.count = 0};
    for (int m = 0; m < p->meals && found.count < OTHERS; m++) {
        if (m == meal || p->day[m] != p->day[meal] || !p->is_free[m]) continue;
        memcpy(found.quarters[found.count], w->quarters + (size_t)m * p->groups,
               sizeof(int32_t) * (size_t)p->groups);
        found.meals[found.count++] = m;
    }
    return found;
}

/* What the portions of a day may become for one group: each other meal a quarter more, a quarter
 * fewer or the same. Try i changes the k-th other meal by the k-th digit of i in base 3. */
typedef struct {
    int count;
    float kcal[LANES], grams[LANES]; /* of the day, without the dish that is put */
    float cost[LANES];               /* points */
    float quarters[LANES];           /* of the dish that is put */
    float breach[LANES];             /* points for what the day then is outside its bands */
} Tries;

static void begin_tries(Tries *t, float kcal, float grams) {
    for (int i = 1; i < LANES; i++) t->kcal[i] = t->grams[i] = t->cost[i] = 0;
    t->count = 1;
    t->kcal[0] = kcal;
    t->grams[0] = grams;
    t->cost[0] = 0;
}

/* Triple the tries: as they are, and with a quarter of another meal more and fewer. */
static void triple(Tries *t, float kcal, float grams, float more, float fewer) {
    int n = t->count;
    for (int i = 0; i < n; i++) {
        t->kcal[n + i] = t->kcal[i] + kcal;
        t->grams[n + i] = t->grams[i] + grams;
        t->cost[n + i] = t->cost[i] + more;
    }
    for (int i = 0; i < n; i++) {
        t->kcal[2 * n + i] = t->kcal[i] - kcal;
        t->grams[2 * n + i] = t->grams[i] - grams;
        t->cost[2 * n + i] = t->cost[i] + fewer;
    }
    t->count = 3 * n;
}

/* Points a quarter of a dish is worth to a group, as far as the week as a whole can tell. */
static double worth_of(const Week *w, int32_t meal, int32_t dish, int e) {
    const Problem *p = w->p;
    return w->eagerness * p->sizes[e] * p->worth[(size_t)p->slot[meal] * p->dishes + dish];
}

static float above(float x, float limit) { return x > limit ? x - limit : 0; }

/* Give each try the quarters of the dish that bring the day to its energy, and its cost. */
static void complete(Week *w, Tries *t, int32_t meal, int32_t dish, int e) {
    const Problem *p = w->p;
    int at = e * p->days + p->day[meal];
    size_t range = range_at(p, meal, dish, e);
    const float low = (float)p->low[range], high = (float)p->high[range];
    const float target = (float)p->energy_target[at];
    const float kcal_each = (float)p->energy[dish], grams_each = (float)p->protein[dish];
    const int is_aimed = target > 0 && kcal_each > 0;
    const float per_kcal = is_aimed ? 1 / kcal_each : 0, otherwise = is_aimed ? 0.5f : 4.5f;
    const float kcal_low = (float)p->energy_low[at], kcal_high = (float)p->energy_high[at];
    const float grams_low = (float)p->protein_low[at], grams_high = (float)p->protein_high[at];
    const float a_kcal = (float)w->price.energy[at], a_gram = (float)w->price.protein[at];
    const float each = (float)worth_of(w, meal, dish, e), *blurs = w->blurs + below(w, BLURS);
    for (int i = 0; i < LANES; i++) {
        float wanted = (target - t->kcal[i]) * per_kcal + otherwise;
        wanted = wanted < low ? low : wanted;
        wanted = wanted > high ? high : wanted;
        float quarters = (float)(int32_t)wanted;
        float kcal = t->kcal[i] + quarters * kcal_each, grams = t->grams[i] + quarters * grams_each;
        float breach = a_kcal * (above(kcal_low, kcal) + above(kcal, kcal_high)) +
                       a_gram * (above(grams_low, grams) + above(grams, grams_high));
        t->quarters[i] = quarters;
        t->breach[i] = breach;
        t->cost[i] += breach + each * quarters + blurs[i];
    }
}

/* Return the cheapest try: costs are compared as whole numbers with the try in their last digits,
 * of which processors find the least of several at once. */
static int cheapest(const Tries *t) {
    int32_t least[LANES], found = INT32_MAX;
    for (int i = 0; i < LANES; i++) {
        float cost = t->cost[i] > MOST_COST ? MOST_COST : t->cost[i];
        cost = cost < -MOST_COST ? -MOST_COST : cost;
        least[i] = (int32_t)(cost * 1024) * 32 + i;
    }
    for (int i = 0; i < t->count; i++) found = least[i] < found ? least[i] : found;
    return found & 31;
}

/* Return the quarters of a dish that bring a group's day to its energy and protein, with those of
 * the day's other meals: changed by a quarter each, again and again while that is not enough. */
static int32_t refit_group(Week *w, int32_t meal, int32_t dish, int e, Others *others) {
    const Problem *p = w->p;
    int at = e * p->days + p->day[meal];
    int32_t old = w->dish[meal], own = w->quarters[(size_t)meal * p->groups + e];
    float kcal = (float)(w->energy[at] - own * p->energy[old]);
    float grams = (float)(w->protein[at] - own * p->protein[old]);
    Tries tries;
    int taken = 0;
    for (int pass = 0; pass < PASSES; pass++) {
        begin_tries(&tries, kcal, grams);
        for (int o = 0; o < others->count; o++) {
            int32_t other = others->meals[o], eaten = w->dish[other], now = others->quarters[o][e];
            size_t range = range_at(p, other, eaten, e);
            double each = worth_of(w, other, eaten, e);
            triple(&tries, (float)p->energy[eaten], (float)p->protein[eaten],
                   now < p->high[range] ? (float)(A_STEP + each) : MOST_COST,
                   now > p->low[range] ? (float)(A_STEP - each) : MOST_COST);
        }
        complete(w, &tries, meal, dish, e);
        taken = cheapest(&tries);
        kcal = tries.kcal[taken];
        grams = tries.grams[taken];
        for (int o = 0, rest = taken; o < others->count; o++, rest /= 3) {
            int32_t step = rest % 3 == 2 ? -1 : rest % 3;
            others->quarters[o][e] += step;
            others->moved[o] |= step != 0;
        }
        if (taken == 0 || tries.breach[taken] <= 0) break;
    }
    return (int32_t)tries.quarters[taken];
}

/* Put a dish on a meal, with the portions of its whole day. */
static void refit(Week *w, int32_t meal, int32_t dish) {
    Others others = others_of(w, meal);
    int32_t quarters[MOST_GROUPS];
    for (int e = 0; e < w->p->groups; e++)
        quarters[e] = refit_group(w, meal, dish, e, &others);
    change(w, meal, dish, quarters);
    for (int o = 0; o < others.count; o++)
        if (others.moved[o])
            change(w, others.meals[o], w->dish[others.meals[o]], others.quarters[o]);
}

static int replace_one(Week *w) {
    int32_t meal = any_meal(w), dish = any_dish(w, meal);
    if (dish == w->dish[meal]) return 0;
    refit(w, meal, dish);
    return 1;
}

/* Eat at one meal what is eaten at another: a leftover, if it keeps. */
static int eat_again(Week *w) {
    int32_t meal = any_meal(w), dish = w->dish[any_meal(w)];
    if (dish == w->dish[meal] || !may(w, meal, dish)) return 0;
    refit(w, meal, dish);
    return 1;
}

/* Another dish wherever one is eaten. */
static int replace_all(Week *w) {
    int32_t meal = any_meal(w), old = w->dish[meal], dish = any_dish(w, meal);
    uint64_t at = w->eaten[old];
    if (dish == old || __builtin_popcountll(at) > MOST_CHANGES / (1 + OTHERS)) return 0;
    for (uint64_t x = at; x; x &= x - 1) {
        int m = __builtin_ctzll(x);
        if (!w->p->is_free[m] || !may(w, m, dish)) return 0;
    }
    for (uint64_t x = at; x; x &= x - 1) refit(w, __builtin_ctzll(x), dish);
    return 1;
}

/* One dish for two or three meals that are near each other. */
static int cook_for_several(Week *w) {
    const Problem *p = w->p;
    int32_t meal = any_meal(w), dish = any_dish(w, meal);
    if (p->keeps[dish] < 1 || p->meals_of_a_cooking < 2) return 0;
    int wanted = 2 + below(w, p->meals_of_a_cooking > 2 ? 2 : 1);
    uint64_t days = 1ull << p->day[meal];
    refit(w, meal, dish);
    for (int tries = 0, got = 1; tries < 8 && got < wanted; tries++) {
        int32_t other = any_meal(w), far = p->day[other] - p->day[meal];
        if (far < 0) far = -far;
        if (days >> p->day[other] & 1 || far > p->keeps[dish] || !may(w, other, dish)) continue;
        refit(w, other, dish);
        days |= 1ull << p->day[other];
        got++;
    }
    return 1;
}

/* Two meals of different days change places, with their portions or with such as fit. */
static int swap_meals(Week *w) {
    const Problem *p = w->p;
    int32_t m = any_meal(w), n = any_meal(w), a = w->dish[m], b = w->dish[n];
    if (a == b || p->day[m] == p->day[n] || !may(w, m, b) || !may(w, n, a)) return 0;
    if (below(w, 2)) {
        refit(w, m, b);
        refit(w, n, a);
        return 1;
    }
    int32_t of_a[MOST_GROUPS], of_b[MOST_GROUPS];
    for (int e = 0; e < p->groups; e++) {
        of_a[e] = w->quarters[(size_t)m * p->groups + e];
        of_b[e] = w->quarters[(size_t)n * p->groups + e];
        if (!in_range(p, n, a, e, of_a[e]) || !in_range(p, m, b, e, of_b[e])) return 0;
    }
    change(w, m, b, of_b);
    change(w, n, a, of_a);
    return 1;
}

/* Give one group so many quarters more of a meal; return whether they may have them. */
static int give(Week *w, int32_t meal, int e, int32_t more) {
    const Problem *p = w->p;
    int32_t quarters[MOST_GROUPS];
    memcpy(quarters, w->quarters + (size_t)meal * p->groups, sizeof(int32_t) * (size_t)p->groups);
    quarters[e] += more;
    if (!in_range(p, meal, w->dish[meal], e, quarters[e])) return 0;
    change(w, meal, w->dish[meal], quarters);
    return 1;
}

/* A quarter more or fewer of a meal for one group, and perhaps the reverse of the day's others. */
static int change_portion(Week *w) {
    const Problem *p = w->p;
    int32_t meal = any_meal(w), e = below(w, p->groups), more = below(w, 2) ? 1 : -1;
    if (!give(w, meal, e, more)) return 0;
    for (int tries = below(w, 2) ? 8 : 0; tries > 0; tries--) {
        int32_t other = any_meal(w);
        if (other == meal || p->day[other] != p->day[meal]) continue;
        give(w, other, e, -more);
        break;
    }
    return 1;
}

/* All meals of two days change places. */
static int swap_days(Week *w) {
    const Problem *p = w->p;
    int32_t first = p->day[any_meal(w)], second = p->day[any_meal(w)];
    int32_t ones[MOST_CHANGES / 2], twos[MOST_CHANGES / 2], pairs = 0;
    if (first == second) return 0;
    for (int m = 0; m < p->meals && pairs < MOST_CHANGES / 2; m++) {
        if (p->day[m] != first) continue;
        int n = 0;
        while (n < p->meals && (p->day[n] != second || p->slot[n] != p->slot[m])) n++;
        if (n == p->meals || !p->is_free[m] || !p->is_free[n]) return 0;
        if (!may(w, m, w->dish[n]) || !may(w, n, w->dish[m])) return 0;
        ones[pairs] = m;
        twos[pairs++] = n;
    }
    for (int i = 0; i < pairs; i++) {
        int32_t a = w->dish[ones[i]], b = w->dish[twos[i]];
        int32_t of_a[MOST_GROUPS], of_b[MOST_GROUPS];
        size_t size = sizeof(int32_t) * (size_t)p->groups;
        memcpy(of_a, w->quarters + (size_t)ones[i] * p->groups, size);
        memcpy(of_b, w->quarters + (size_t)twos[i] * p->groups, size);
        change(w, ones[i], b, of_b);
        change(w, twos[i], a, of_a);
    }
    return 1;
}

static int (*const MOVES[KINDS_OF_MOVES])(Week *) = {
    replace_one, eat_again, replace_all, cook_for_several, swap_meals, change_portion, swap_days,
};

/* ---- the search ------------------------------------------------------------------------------ */

static void keep(const Week *w, int32_t *dish, int32_t *quarters) {
    memcpy(dish, w->dish, sizeof(int32_t) * (size_t)w->p->meals);
    memcpy(quarters, w->quarters, sizeof(int32_t) * (size_t)w->p->meals * (size_t)w->p->groups);
}

/* Remember the week if it is the best plan so far, or the nearest to one while there is none. */
static void look(Week *w) {
    double total = broken(w), now = points(w);
    if (total <= KEPT) {
        if (now >= w->best - KEPT) return;
        int is_first = w->best >= NEVER;
        w->best = now;
        keep(w, w->best_dish, w->best_quarters);
        if (is_first) {
            w->eagerness = 1;
            write_prices(w);
        }
    } else if (w->best >= NEVER && total < w->near) {
        w->near = total;
        keep(w, w->near_dish, w->near_quarters);
    }
}

/* Whether the limits that are quick to look at are kept. */
static int may_be_plan(const Week *w) {
    if (w->now.repeated || over_budget(w) > 0 || crowd(w) || late(w) > 0) return 0;
    for (int e = 0; e < w->p->groups; e++)
        for (int d = 0; d < w->p->days; d++) {
            int at = e * w->p->days + d;
            if (outside(w->energy[at], w->p->energy_low[at], w->p->energy_high[at]) > 0 ||
                outside(w->protein[at], w->p->protein_low[at], w->p->protein_high[at]) > 0)
                return 0;
        }
    return 1;
}

static int draw_kind(Week *w, const Schedule *s) {
    int32_t draw = below(w, s->share_of), kind = 0;
    while (kind < KINDS_OF_MOVES - 1 && draw >= s->shares[kind]) draw -= s->shares[kind++];
    return kind;
}

void week_run(Week *w, const Schedule *s, int64_t moves, double heat, double cooling) {
    const Problem *p = w->p;
    if (!w->frees) return;
    double now = score(w);
    for (int64_t move = 1; move <= moves; move++, heat *= cooling) {
        begin(w);
        if (MOVES[draw_kind(w, s)](w)) {
            uint64_t days = 0;
            for (int u = 0; u < w->undos; u++) days |= 1ull << p->day[w->undo[u].meal];
            for (; days; days &= days - 1) score_day(w, __builtin_ctzll(days));
            for (int e = 0; e < p->groups; e++) score_group(w, e);
            double after = score(w);
            if (after - now <= heat * p->exponential[chance(w) >> 52]) {
                now = after;
                if (may_be_plan(w)) {
                    look(w);
                    now = score(w);
                }
            } else {
                take_back(w);
            }
        }
        if (move % s->period == 0) {
            look(w);
            adapt(w, s);
            now = score(w);
        }
    }
}

void week_load(Week *w, const int32_t *dish, const int32_t *quarters) {
    const Problem *p = w->p;
    size_t groups = (size_t)p->groups, meals = (size_t)p->meals;
    memset(w->eaten, 0, sizeof(uint64_t) * (size_t)p->dishes);
    memset(w->sums, 0, sizeof(double) * sums_of(p));
    memset(w->grams, 0, sizeof(double) * (size_t)p->foods);
    memset(w->paid, 0, sizeof(double) * (size_t)p->foods);
    memset(w->counts, 0, sizeof(int32_t) * (size_t)p->kinds);
    memset(w->quarters, 0, sizeof(int32_t) * meals * groups);
    w->now.cost = w->now.distaste = 0;
    w->now.repeated = 0;
    w->now.toil = p->leftover * p->meals;
    for (int m = 0; m < p->meals; m++) w->dish[m] = -1;
    for (int m = 0; m < p->meals; m++) {
        w->returns = 0;
        put(w, m, dish[m], quarters + (size_t)m * groups);
    }
    write_prices(w);
    look(w);
}

static void *zeros(size_t count, size_t size) { return calloc(count ? count : 1, size); }

static double *ones(size_t count) {
    double *found = zeros(count, sizeof(double));
    for (size_t i = 0; found && i < count; i++) found[i] = 1;
    return found;
}

Week *week_new(const Problem *p, uint64_t from, double first_price, double eagerness) {
    size_t meals = (size_t)p->meals, groups = (size_t)p->groups, days = (size_t)p->days;
    size_t limits = groups * (size_t)p->limits;
    Week *w = zeros(1, sizeof *w);
    if (!w) return NULL;
    w->p = p;
    seed(w, from);
    for (int i = 0; i < BLURS + LANES; i++) w->blurs[i] = (float)(REFIT_NOISE * unit(w));
    w->dish = zeros(meals, sizeof(int32_t));
    w->quarters = zeros(meals * groups, sizeof(int32_t));
    w->best_dish = zeros(meals, sizeof(int32_t));
    w->best_quarters = zeros(meals * groups, sizeof(int32_t));
    w->near_dish = zeros(meals, sizeof(int32_t));
    w->near_quarters = zeros(meals * groups, sizeof(int32_t));
    w->free_meals = zeros(meals, sizeof(int32_t));
    w->eaten = zeros((size_t)p->dishes, sizeof(uint64_t));
    w->sums = zeros(sums_of(p), sizeof(double));
    w->sums_before = zeros(sums_of(p), sizeof(double));
    w->energy = w->sums;
    w->protein = w->energy + groups * days;
    w->weekly = w->protein + groups * days;
    w->minutes = w->weekly + limits;
    w->grams = zeros((size_t)p->foods, sizeof(double));
    w->paid = zeros((size_t)p->foods, sizeof(double));
    w->returned = zeros((size_t)p->width * 2 * MOST_CHANGES, sizeof(Bought));
    w->counts = zeros((size_t)p->kinds, sizeof(int32_t));
    w->counts_before = zeros((size_t)p->kinds, sizeof(int32_t));
    w->price.weekly = ones(limits);
    w->price.energy = ones(groups * days);
    w->price.protein = ones(groups * days);
    w->times = (Prices){ones(limits), ones(groups * days), ones(groups * days), 1, 1, 1, 1, 1};
    w->first_price = first_price;
    w->eagerness = eagerness;
    w->best = w->near = NEVER;
    for (int m = 0; m < p->meals; m++)
        if (p->is_free[m]) w->free_meals[w->frees++] = m;
    return w;
}

void week_free(Week *w) {
    void *all[] = {
        w->dish, w->quarters, w->best_dish, w->best_quarters, w->near_dish, w->near_quarters,
        w->free_meals, w->eaten, w->sums, w->sums_before, w->grams, w->paid, w->returned,
        w->counts, w->counts_before, w->price.weekly, w->price.energy, w->price.protein, w->times.weekly,
        w->times.energy, w->times.protein, w,
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) free(all[i]);
}

static double told(const Week *w, double value, const int32_t *from_dish,
                   const int32_t *from_quarters, int32_t *dish, int32_t *quarters) {
    size_t meals = (size_t)w->p->meals;
    memcpy(dish, from_dish, sizeof(int32_t) * meals);
    memcpy(quarters, from_quarters, sizeof(int32_t) * meals * (size_t)w->p->groups);
    return value;
}

double week_best(const Week *w, int32_t *dish, int32_t *quarters) {
    return told(w, w->best, w->best_dish, w->best_quarters, dish, quarters);
}

double week_nearest(const Week *w, int32_t *dish, int32_t *quarters) {
    return told(w, w->near, w->near_dish, w->near_quarters, dish, quarters);
}
