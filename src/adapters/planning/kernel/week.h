/* A week and its search, as `binding.py` calls them. Shapes: M meals, D days, S slots, R dishes,
 * E groups of equal eaters, L weekly limits, I foods, J foods of the largest dish, K kinds. */
#ifndef WEEK_H
#define WEEK_H

#include <stdint.h>

#define MOST_MEALS 64 /* a dish's meals are bits of one word */
#define MOST_GROUPS 32
#define KINDS_OF_MOVES 7
#define NEVER 1000000000 /* points, days: more than any week has */

typedef struct {
    int32_t meals, days, dishes, groups, limits, foods, width, kinds, needed, meals_of_a_cooking;
    const int32_t *day, *slot, *is_free, *is_held; /* (M) */
    const int32_t *pool_start, *pool;              /* (M + 1), dishes that may stand at a meal */
    const uint8_t *may;                            /* (M, R) the same as flags */
    const double *energy, *protein;                /* (R) a quarter of a serving */
    const double *columns;                         /* (R, L) a quarter's amount times the sign */
    const double *time;                            /* (R, D) minutes of a cooking */
    const double *toil, *distaste;                 /* (R) points of a cooking, share of a meal */
    const int32_t *keeps, *gap;                    /* (R) days */
    const int32_t *kind;                           /* (R, 2) */
    const int32_t *food;                           /* (R, J), -1 ends a dish's foods */
    const double *grams;                           /* (R, J) a quarter */
    const int32_t *low, *high;                     /* (S, R, E) quarters */
    const double *worth;                           /* (S, R) points of a quarter for one eater */
    const double *sizes;                           /* (E) eaters */
    const double *bound, *scale;                   /* (E, L) */
    const int32_t *is_goal;                        /* (L) */
    const double *energy_low, *energy_high, *energy_target;    /* (E, D) kcal */
    const double *protein_low, *protein_high, *protein_target; /* (E, D) grams */
    const double *minutes_max;                                 /* (D) */
    const int32_t *kind_most;                                  /* (K) cookings; kind 0: no limit */
    const double *at_home, *pack_g, *pack_usd, *usd_per_g;     /* (I); no packs where pack_g is 0 */
    const int32_t *needed_food;
    const double *needed_g; /* foods that must be used up, and of each how much */
    double budget;          /* US dollars that may still be spent */
    double people;
    double dollar, disliked, goal_missed, leftover; /* points */
    const double *exponential; /* (4096) quantiles of the exponential distribution */
} Problem;

typedef struct {
    const int32_t *shares; /* (KINDS_OF_MOVES) of `share_of` moves */
    int32_t share_of;
    int32_t period; /* moves between two looks at what is broken */
    double dearer, cheaper;
} Schedule;

typedef struct Week Week;

/* Return an empty week, NULL without memory; `eagerness` is what points count until a plan is found. */
Week *week_new(const Problem *, uint64_t seed, double first_price, double eagerness);
/* Take over a whole week: (M) dishes, (M, E) quarters. */
void week_load(Week *, const int32_t *dish, const int32_t *quarters);
/* Take so many moves, the heat (points) times `cooling` after each. */
void week_run(Week *, const Schedule *, int64_t moves, double heat, double cooling);
/* Tell the best plan and its points, or the nearest week and how much it breaks; NEVER if none. */
double week_best(const Week *, int32_t *dish, int32_t *quarters);
double week_nearest(const Week *, int32_t *dish, int32_t *quarters);
void week_free(Week *);

#endif
