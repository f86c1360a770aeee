using System.Text.Json.Serialization;

namespace Negotiations.Values;

/// <summary>A state, body or group that takes part.</summary>
public sealed record Actor
{
    /// <summary>ISO 3166-1 alpha-3, or a body's code: KGZ, UNSC, UNRCCA, EU, AFG-TAL.</summary>
    [Member(MemberKind.Code)]
    public required string Id { get; init; }

    /// <summary>Null where the source does not say in which role.</summary>
    public ActorRole? Role { get; init; }

    /// <summary>Who stood for it, with the office held then.</summary>
    public string? Representative { get; init; }
}

/// <summary>An actor in the words of the source.</summary>
/// <param name="Code">As the event has it.</param>
/// <param name="Text">As the source has it: Киргизия.</param>
public sealed record NamedActor(
    [property: JsonRequired] [property: Member(MemberKind.Code)] string Code,
    [property: JsonRequired] string Text
);

public enum ActorRole
{
    Party,
    Host,
    Visitor,
    Mediator,
    Observer,
    Organiser,
    Supporter,
    Depositary,
    SideA,
    SideB,
}

/// <summary>Where it happened.</summary>
public sealed record Place
{
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 alpha-3; for a former state that had none, its code in the actor registry.</summary>
    [Member(MemberKind.Code)]
    public string? Country { get; init; }

    /// <summary>
    /// UCDP where_prec: 1 exact, 2 within 25 km, 3 second-order division, 4 first-order division, 5 a line such as a
    /// border, 6 country, 7 international.
    /// </summary>
    public int? Precision { get; init; }

    [Member(MemberKind.Locating)]
    public Point? Point { get; init; }
}

/// <summary>A GeoJSON point (RFC 7946): longitude, then latitude, WGS 84.</summary>
public sealed record Point
{
    public required PointType Type { get; init; }

    /// <summary>Longitude -180 to 180, latitude -90 to 90, perhaps an altitude in metres.</summary>
    public required IReadOnlyList<double> Coordinates { get; init; }
}

public enum PointType
{
    Point,
}

/// <summary>In what voice the source says it.</summary>
public sealed record Claim
{
    public ClaimStatus? Status { get; init; }

    /// <summary>Whom the source credits: a ministry, an official, another outlet.</summary>
    public string? AttributedTo { get; init; }

    /// <summary>The word of the source that holds back: "reportedly".</summary>
    public string? Hedge { get; init; }

    /// <summary>Who denies it, where a source says that someone does.</summary>
    public string? DeniedBy { get; init; }
}

public enum ClaimStatus
{
    Reported,
    Announced,
    Confirmed,
    Disputed,
    Denied,
}

/// <summary>The name of the same thing in someone else's collection.</summary>
/// <param name="Scheme">The collection: ucdp-ged, pax, acled.</param>
/// <param name="Id">Its identifier there.</param>
public sealed record ExternalId(
    [property: JsonRequired] [property: Member(MemberKind.Code)] string Scheme,
    [property: JsonRequired] string Id
);
