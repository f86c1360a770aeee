using Negotiations.Json;

namespace Negotiations.Specs.Events;

/// <summary>
/// The names on the wire are a promise. A breaking change adds a name beside the old one; none here is ever renamed
/// or removed.
/// </summary>
public class NameSpecs
{
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

        Assert.Equal(Samples.Text("names.txt").TrimEnd().Split('\n'), names);
    }
}
