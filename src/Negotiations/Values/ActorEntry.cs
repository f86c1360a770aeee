using System.Text.Json.Serialization;

namespace Negotiations.Values;

/// <summary>What an actor of the registry is.</summary>
public enum ActorKind
{
    State,

    /// <summary>Listed by ISO 3166-1 or a dataset of the field without being generally treated as a state.</summary>
    Territory,
    Organisation,
    NonState,
    Person,
}

/// <summary>A code of the same actor in another collection.</summary>
/// <param name="Scheme">alpha2, numeric, gw (Gleditsch-Ward), cow (Correlates of War), wikidata, former-code, or a
/// dataset's name: ucdp.</param>
/// <param name="Id">The code there.</param>
/// <param name="Since">The first year it meant this actor; null when it is not limited.</param>
/// <param name="Until">The last year it meant this actor; null when it still does.</param>
public sealed record ActorIdentifier(
    [property: JsonRequired] [property: Member(MemberKind.Code)] string Scheme,
    [property: JsonRequired] string Id,
    int? Since = null,
    int? Until = null
)
{
    /// <summary>Whether it means this actor in some years only.</summary>
    internal bool IsDated => Since is not null || Until is not null;

    /// <summary>Whether two actors that had the same code would share a year of it. One without years means its actor
    /// whenever it means no other.</summary>
    internal bool Meets(ActorIdentifier other) =>
        IsDated && other.IsDated
            ? !(Until <= other.Since) && !(other.Until <= Since)
            : Until is null && other.Until is null;

    internal bool CanMean(int year, bool isLastYearIn) =>
        (Since is null || Since <= year) && (Until is null || year < Until || (isLastYearIn && year == Until));
}

/// <summary>How an actor belongs to another: the UN Secretary-General is an organ of the UN.</summary>
/// <param name="Kind">What it is to the other.</param>
/// <param name="To">Code of the other.</param>
public sealed record ActorRelation(
    [property: JsonRequired] ActorRelationKind Kind,
    [property: JsonRequired] [property: Member(MemberKind.Code)] string To
);

public enum ActorRelationKind
{
    MemberOf,
    OrganOf,

    /// <summary>Governs it in fact, whatever its recognition: the Taliban and Afghanistan.</summary>
    AuthorityIn,
    TerritoryOf,
}
