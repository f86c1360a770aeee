using Negotiations.Json;
using Negotiations.Specs.Architecture;

namespace Negotiations.Specs.Events;

/// <summary>
/// The names on the wire are a promise. A breaking change adds a name beside the old one; none here is ever renamed
/// or removed. <c>NEGOTIATIONS_ACCEPT=1</c> adds what is new.
/// </summary>
public class NameSpecs
{
    private const string Frozen = "tests/Negotiations.Specs/Events/Golden/names.txt";

    [Fact]
    public void The_names_of_event_types_members_and_values_are_frozen()
    {
        string[] names =
        [
            "# types",
            .. EventJson.TypesByName.Keys.Order(StringComparer.Ordinal),
            "# members",
            .. Vocabulary.Members,
            "# values",
            .. Vocabulary.Enums,
        ];
        var frozen = File.ReadAllText(Sources.PathOf(Frozen)).TrimEnd().Split('\n');

        Assert.Empty(Each(frozen).Except(Each(names)));
        if (Environment.GetEnvironmentVariable("NEGOTIATIONS_ACCEPT") == "1")
            File.WriteAllText(Sources.PathOf(Frozen), string.Join('\n', names) + "\n");
        else
            Assert.Equal(frozen, names);
    }

    // A line of values has an enum and all of its names.
    private static IEnumerable<string> Each(IEnumerable<string> lines) =>
        lines.SelectMany(line =>
            line.Split(": ", 2) is [var type, var values]
                ? values.Split(", ").Select(value => $"{type}: {value}")
                : [line]
        );
}
