using System.Text.Json.Serialization.Metadata;
using Negotiations.Json;

namespace Negotiations.Import.Formats;

/// <summary>The members of facts by the names that a mapping has for them.</summary>
internal static class FactMembers
{
    private static readonly string[] Ids =
    [
        "clashId",
        "meetingId",
        "instrumentId",
        "ceasefireId",
        "milestoneId",
        "proposalId",
    ];

    // Counts of people: no half of one is stored.
    private static readonly string[] People = ["killed", "injured", "displaced", "evacuated"];

    /// <param name="fact">A fact of the catalogue.</param>
    /// <param name="path">With dots for members of members: <c>place.name</c>.</param>
    /// <returns>The type of the member; null when there is none.</returns>
    public static Type? Find(Type fact, string path)
    {
        var type = fact;
        foreach (var name in path.Split('.'))
        {
            var info = EventJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
            if (
                info.Kind != JsonTypeInfoKind.Object
                || info.Properties.FirstOrDefault(property => property.Name == name) is not { } member
            )
                return null;

            type = member.PropertyType;
        }

        return type;
    }

    /// <summary>For messages.</summary>
    public static string Names(Type fact) =>
        string.Join(", ", EventJson.Options.GetTypeInfo(fact).Properties.Select(property => property.Name));

    /// <summary>The member ties events together, and takes what a slug can hold.</summary>
    public static bool IsId(string path) => Ids.Contains(path);

    /// <summary>The member counts people.</summary>
    public static bool IsOfPeople(string path) => People.Contains(path.Split('.')[0]);

    /// <summary>The member is a list of numbers, as coordinates are.</summary>
    public static bool IsNumbers(Type fact, string path) =>
        Find(fact, path) is { } type && type.IsAssignableTo(typeof(IEnumerable<double>));
}
