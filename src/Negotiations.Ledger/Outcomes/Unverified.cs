namespace Negotiations.Ledger;

/// <summary>Bytes that are not what they should be, before any hash is compared.</summary>
/// <param name="What">Checkpoint, vkey, proof, leaf, or a path.</param>
/// <param name="Reason">Half a sentence.</param>
public sealed record Unreadable(string What, string Reason) : VerificationFailure
{
    public override string Explanation => $"This is no readable {What}: {Reason}.";
}

/// <summary>No trusted key signed: an unsigned claim is no one's claim.</summary>
/// <param name="Trusted">Name and id of the keys that would have counted.</param>
/// <param name="Found">Name and id of the keys that signed.</param>
public sealed record NotSigned(IReadOnlyList<string> Trusted, IReadOnlyList<string> Found) : VerificationFailure
{
    public override string Explanation =>
        $"None of the trusted keys ({string.Join(", ", Trusted)}) signed this; "
        + $"it is signed by {string.Join(", ", Found)}.";
}

/// <summary>A signature names a trusted key and is not by it: the text was changed, or the signature forged.</summary>
public sealed record BadSignature(string KeyName, string KeyId) : VerificationFailure
{
    public override string Explanation =>
        $"The signature in the name of {KeyName} (key {KeyId}) is not by that key over this text.";
}
