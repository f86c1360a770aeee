using Microsoft.Extensions.Primitives;

namespace Negotiations.Server.Http;

/// <summary>A parameter without a value is refused: a filter that is empty would filter nothing, and the answer would
/// pass for that of the filter.</summary>
internal static class EmptyParameters
{
    /// <summary>The first that has no value, or an empty one among several; null: there is none.</summary>
    public static string? Find(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        parameters.FirstOrDefault(each => each.Value.Count == 0 || each.Value.Any(string.IsNullOrWhiteSpace)).Key;

    public static string Describe(string name) =>
        $"'{name}=' gives {name} no value, and would ask for everything. Give it a value, or leave it out.";
}
