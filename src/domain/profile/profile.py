"""Who a user is, as far as they told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.identity import PhoneKey, UserId
from domain.profile.body import Body
from domain.profile.goal import Goal
from domain.profile.targets import Caution
from domain.safety.allergens import Allergy


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a user; None is not asked or not answered yet.

    `allergies` is an empty tuple for someone who said they have none. A `language` that
    `has_chosen_language` stays when a few words are in another one. Who `hides_energy` hears no
    numbers of energy: they told of something that makes such numbers a danger. `tastes` tell how
    much each rated dish is liked, from 0, never again, to 1, any time.
    """

    user_id: UserId
    phone_key: PhoneKey
    zone: str
    created_at: datetime
    consented_at: datetime | None = None
    opted_out_at: datetime | None = None
    allergies: tuple[Allergy, ...] | None = None
    goal: Goal | None = None
    name: str = ""
    language: str = "en"
    has_chosen_language: bool = False
    energy_unit: str = "kcal"
    hides_energy: bool = False
    uses_pounds: bool = False
    body: Body = field(default_factory=Body)
    age_told_on: date | None = None
    diets: frozenset[str] = frozenset()
    dislikes: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    people: int | None = None
    budget_usd_week: float | None = None
    cautions: frozenset[Caution] = frozenset()
    tastes: Mapping[str, float] = field(default_factory=dict)

    def body_on(self, day: date) -> Body:
        """Return the body with the age it has on a day: the one told, plus full years since."""
        if self.body.age_years is None or self.age_told_on is None:
            return self.body
        years = (day - self.age_told_on).days * 4 // 1461  # four years have 1,461 days
        return replace(self.body, age_years=self.body.age_years + max(years, 0))
