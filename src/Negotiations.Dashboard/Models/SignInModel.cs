namespace Negotiations.Dashboard.Models;

/// <param name="Return">Where the reader came from.</param>
/// <param name="IsRefused">The key that was given opens nothing.</param>
public sealed record SignInModel(string Return, bool IsRefused);
