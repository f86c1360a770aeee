using Negotiations.Record;

namespace Negotiations.Actors;

/// <summary>Refusals of a text that names no actor, with those that may have been meant.</summary>
public static class UnknownActor
{
    public const string Type = "unknown-actor";

    /// <summary>For a member of a body.</summary>
    public static Refusal Refuse(string text, ActorRegistry registry, string at) =>
        Refusal.Invalid(Type, Describe(text, registry), at);

    /// <summary>For a country that is given by the code or name of something else.</summary>
    public static Refusal RefuseCountry(string text, KnownActor other, ActorRegistry registry, string at)
    {
        var near = registry
            .Suggest(text)
            .Where(each => each.Code != other.Code)
            .Select(each => $"{each.Code} ({each.Name})")
            .ToList();
        return Refusal.Invalid(
            Type,
            $"'{Slug.Clip(text)}' names {other.Code} ({other.NameIn("en")}), which is no country."
                + (near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near)}?")
                + " Give the ISO 3166-1 alpha-3 code or the name of a country.",
            at
        );
    }

    /// <summary>For an address.</summary>
    public static Refusal Missing(string text, ActorRegistry registry) =>
        new(RefusalKind.Missing, Type, Describe(text, registry));

    /// <summary>What was written, what may have been meant, and what to do.</summary>
    public static string Describe(string text, ActorRegistry registry)
    {
        var near = registry.Suggest(text);
        var meant = string.Join(", ", near.Select(each => $"{each.Code} ({each.Name})"));
        return near.Count == 0
            ? $"'{Slug.Clip(text)}' names no known actor. Register it first with POST /api/actors."
            : $"'{Slug.Clip(text)}' names no single known actor. Did you mean {meant}? "
                + "A new actor is registered first with POST /api/actors.";
    }
}
