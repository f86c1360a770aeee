namespace Negotiations.Store.Keys;

/// <summary>
/// Who acts, whatever they are called: what belongs to a subject (subscriptions, idempotency keys, sessions) is found
/// by its id, and a key, a person and a token of one name are three subjects.
/// </summary>
/// <param name="Id"><c>key:</c> and the key's id, <c>person:</c> and the name, or issuer, <c>#</c> and the token's
/// <c>sub</c>.</param>
/// <param name="Name">By which events are recorded; no other subject has one that looks like it.</param>
public sealed record Subject(string Id, string Name)
{
    private const string Key = "key:";
    private const string Person = "person:";

    /// <summary>What ids begin with and names do not.</summary>
    internal static readonly string[] Prefixes = [Key, Person];

    /// <summary>What the id of a key's subject is in SQL, of a row <c>k</c> of api_key.</summary>
    internal const string OfKeySql = "case when k.person is null then 'key:' || k.id else 'person:' || k.person end";

    public static string OfKey(Guid id) => Key + id;

    public static string OfPerson(string name) => Person + name;

    public static string OfToken(string issuer, string subject) => $"{issuer}#{subject}";
}
